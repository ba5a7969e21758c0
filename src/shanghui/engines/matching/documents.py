"""What the index holds of a listing: its id, what candidates are filtered by, and its tokens. No text is kept."""

from collections.abc import Iterable
from itertools import chain, islice

import tantivy

from shanghui.engines.matching.folder import named_errors
from shanghui.engines.matching.model import Listing, Side
from shanghui.engines.matching.text import body_of, fold, head_of
from shanghui.engines.matching.tokens import body_tokens, head_tokens, length_of

LAST_OF_DAYS = 9_999_999  # of a listing that does not end
_HEAP = 96_000_000
_FEW = 1000  # a second thread pays only for more


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
    with named_errors():
        writer = index.writer(_HEAP, 2 if len(first) == _FEW else 1)
    for side, listing in chain(first, listings):
        if replace:
            writer.delete_documents_by_term("key", key_of(side, listing.id))
        writer.add_document(_document(side, listing))
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


def key_of(side: Side, own: str) -> str:
    """Give the key of a listing: a need and an offer may have the same id."""
    return f"{side.value} {own}"


def _document(side: Side, listing: Listing) -> tantivy.Document:
    head, body = head_of(listing, side), body_of(listing)
    document = tantivy.Document()
    texts = {"key": key_of(side, listing.id), "id": listing.id, "side": side.value, "kind": listing.kind}
    texts |= {"head": " ".join(head_tokens(head)), "body": " ".join(body_tokens(body))}
    for name, text in texts.items():
        document.add_text(name, text)
    for one in listing.product_classes:
        document.add_text("product_class", fold(one))
    document.add_unsigned("last_day", listing.deadline.toordinal() if listing.deadline else LAST_OF_DAYS)
    document.add_unsigned("head_length", length_of(head))
    if length := length_of(body):
        document.add_unsigned("body_length", length)
    return document
