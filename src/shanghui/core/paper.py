"""Pages as PDF (WeasyPrint). Pango draws the letters; where it is not installed that is said, and the page itself prints."""

from shanghui.core.refusal import Refusal


class PaperMissing(Refusal):
    """What draws PDF files is not installed here."""

    status = 503


def pdf_of(html: str, styles: str = "") -> bytes:
    """The page, set by `styles` beside its own. Nothing is fetched but data: addresses. Raises PaperMissing."""
    try:
        from weasyprint import CSS, HTML  # here: it takes long to load, and no other page needs it
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # it, or a library that it needs, is not there
        raise PaperMissing() from error
    fetcher = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    sheets = [CSS(string=styles, url_fetcher=fetcher)] if styles else []
    written: bytes | None = HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=sheets)
    return written or b""
