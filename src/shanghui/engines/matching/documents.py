"""What the index holds of a listing: its id, what candidates are filtered by, and its tokens. No text is kept."""

from collections.abc import Iterable
from contextlib import closing
from itertools import chain, islice

import tantivy

from shanghui.engines.matching.folder import named_errors
from shanghui.engines.matching.model import Listing, Side
from shanghui.engines.matching.pages import Page, read_elsewhere, read_here

_HEAP = 96_000_000
_FEW = 5000  # a second thread and a second process pay only for more


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("key", "id", "side", "kind", "product_class"):
        builder.add_text_field(name, stored=name == "id", tokenizer_name="raw", index_option="basic")
    for name in ("head", "body"):
        builder.add_text_field(name, tokenizer_name="tokens", index_option="freq")
    builder.add_unsigned_field("last_day", indexed=True, fast=True)
    for name in ("head_length", "body_length"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


SCHEMA = _schema()


def with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    """Make the index split our tokens at spaces and read again only when told; has to be said after each opening."""
    index.register_tokenizer("tokens", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


def put(index: tantivy.Index, listings: Iterable[tuple[Side, Listing]], *, replace: bool) -> None:
    """Write listings in one commit: all of them or, if the process dies, none. `replace`: take out their old selves."""
    listings = iter(listings)
    first = list(islice(listings, _FEW))
    many = len(first) == _FEW
    with named_errors():
        writer = index.writer(_HEAP, 2 if many else 1)
    read = read_elsewhere if many else read_here
    with closing(read(chain(first, listings))) as pages:
        for page in pages:
            if replace:
                writer.delete_documents_by_term("key", page.texts["key"])
            writer.add_document(_document(page))
    with named_errors():
        writer.commit()
        writer.wait_merging_threads()


def take_out(index: tantivy.Index, keys: Iterable[str]) -> None:
    """Delete the documents with these keys in one commit."""
    with named_errors():
        writer = index.writer(_HEAP, 1)
    for key in keys:
        writer.delete_documents_by_term("key", key)
    with named_errors():
        writer.commit()
        writer.wait_merging_threads()


def _document(page: Page) -> tantivy.Document:
    document = tantivy.Document()
    for name, text in page.texts.items():
        document.add_text(name, text)
    for one in page.classes:
        document.add_text("product_class", one)
    for name, number in page.numbers.items():
        document.add_unsigned(name, number)
    return document
