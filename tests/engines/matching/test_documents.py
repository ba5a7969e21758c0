import tantivy

from shanghui.engines.matching.documents import SCHEMA, put, take_out, with_tokenizer
from shanghui.engines.matching.model import Listing, Side
from shanghui.engines.matching.pages import key_of


def count(index: tantivy.Index) -> int:
    index.reload()
    return index.searcher().num_docs


def test_listings_are_put_replaced_and_taken_out() -> None:
    index = with_tokenizer(tantivy.Index(SCHEMA))
    put(index, [(Side.OFFER, Listing("1", "螺栓")), (Side.NEED, Listing("1", "螺栓"))], replace=False)
    put(index, [(Side.OFFER, Listing("1", "螺母"))], replace=True)
    assert count(index) == 2
    assert index.searcher().doc_freq("head", "螺母") == 1
    take_out(index, [key_of(Side.OFFER, "1"), key_of(Side.OFFER, "7")])
    assert count(index) == 1


def test_no_text_is_kept() -> None:
    index = with_tokenizer(tantivy.Index(SCHEMA))
    put(index, [(Side.OFFER, Listing("1", "螺栓", "商业秘密"))], replace=False)
    index.reload()
    searcher = index.searcher()
    (_, place), *_ = searcher.search(tantivy.Query.all_query(), 1).hits
    assert searcher.doc(place).to_dict() == {"id": ["1"]}


def test_many_listings_in_two_threads_and_processes() -> None:
    index = with_tokenizer(tantivy.Index(SCHEMA))
    put(index, ((Side.OFFER, Listing(str(at), "螺栓")) for at in range(5500)), replace=False)
    assert count(index) == 5500
    put(index, [], replace=False)
    assert count(index) == 5500
