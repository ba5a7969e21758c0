import multiprocessing
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shanghui.engines.matching.folder import IndexAbsent, IndexUnusable
from shanghui.engines.matching.index import ListingIndex
from shanghui.engines.matching.model import Listing, Side

BOLT = Listing("1", "高强度螺栓 M12×80 10.9级", kind="product", deadline=date(2026, 12, 31))
PLATE = Listing("2", "304不锈钢板", kind="product")
DRAWING = Listing("3", "螺栓图纸设计", kind="technology")
OFFERS = [BOLT, PLATE, DRAWING]
NEED = Listing("1", "求购高强螺栓 M12*80")


def ids(index: ListingIndex, wanted: Listing | str, **filters: object) -> list[str]:
    return [hit.id for hit in index.search(wanted, side=Side.OFFER, **filters)]  # type: ignore[arg-type]


@pytest.fixture
def index() -> ListingIndex:
    made = ListingIndex()
    made.write(OFFERS, Side.OFFER)
    made.write([NEED], Side.NEED)
    return made


def test_partners_are_found_by_their_words(index: ListingIndex) -> None:
    assert ids(index, NEED) == ["1", "3"]
    assert [hit.id for hit in index.search(BOLT, side=Side.NEED)] == ["1"]


def test_words_of_a_person_are_searched(index: ListingIndex) -> None:
    assert ids(index, "不锈钢") == ["2"]
    assert ids(index, "M12x80") == ["1"]
    assert ids(index, "齿轮") == ids(index, "、") == ids(index, "") == []


def test_all_that_hold_each_word_are_told_or_none_of_too_many(index: ListingIndex) -> None:
    def held(text: str, **asked: object) -> list[str] | None:
        return index.holding(text, **{"side": Side.OFFER, "most": 2} | asked)  # type: ignore[arg-type]

    assert held("螺栓") == ["1", "3"]
    assert held("螺栓 m12") == held("M12*80") == held("2x8") == ["1"]
    assert held("螺絲栓 M12") == held("栓螺") == []
    assert held("螺栓", most=1) is held("螺栓", most=0) is None
    assert held("") is None
    assert held("栓 m") is None
    assert held("螺栓", side=Side.NEED) == ["1"]
    assert held("螺栓", today=date(2027, 1, 1)) == ["3"]
    assert held("钢板 304") == ["2"]


def test_kind_and_day_filter(index: ListingIndex) -> None:
    assert ids(index, NEED, kinds=("technology",)) == ["3"]
    assert ids(index, NEED, today=date(2026, 12, 31)) == ["1", "3"]
    assert ids(index, NEED, today=date(2027, 1, 1)) == ["3"]
    assert ids(index, NEED, limit=1) == ["1"]
    assert ids(index, NEED, limit=0) == []


def test_listing_without_kind_is_of_every_kind(index: ListingIndex) -> None:
    index.write([replace(PLATE, id="4", title="螺栓", kind="")], Side.OFFER)
    assert ids(index, "螺栓", kinds=("technology",)) == ["4", "3"]


def test_written_again_is_replaced_and_deleted_is_gone(index: ListingIndex) -> None:
    index.write([replace(BOLT, title="角钢")], Side.OFFER)
    assert ids(index, NEED) == ["3"]
    index.delete(["3", "none"], Side.OFFER)
    assert ids(index, NEED) == []
    assert index.search(BOLT, side=Side.NEED)[0].id == "1"  # the need of the same id stays


def test_folder_survives_and_is_followed(tmp_path: Path) -> None:
    writer = ListingIndex.rebuild(tmp_path, [(Side.OFFER, BOLT)])
    reader = ListingIndex(tmp_path)
    assert ids(reader, NEED) == ["1"]
    writer.write([DRAWING], Side.OFFER)
    assert sorted(ids(reader, NEED)) == ["1", "3"]
    ListingIndex.rebuild(tmp_path, [(Side.OFFER, PLATE)])
    assert ids(reader, NEED) == []
    assert ids(reader, "不锈钢板") == ["2"]
    writer.delete(["2"], Side.OFFER)
    assert ids(reader, "不锈钢板") == []


def _rebuild_for_ever(folder: Path) -> None:
    while True:
        ListingIndex.rebuild(folder, [(Side.OFFER, replace(BOLT, id=str(at))) for at in range(200)])


def test_killed_writers_leave_a_whole_index(tmp_path: Path) -> None:
    reader = ListingIndex.rebuild(tmp_path, [(Side.OFFER, replace(BOLT, id=str(at))) for at in range(200)])
    for _ in range(3):
        writer = multiprocessing.get_context("fork").Process(target=_rebuild_for_ever, args=(tmp_path,))
        writer.start()
        for _ in range(50):
            assert len(ids(reader, NEED)) == 200
        writer.kill()
        writer.join()
        assert len(ids(ListingIndex(tmp_path), NEED)) == 200
    assert len(list(tmp_path.glob("generation-*"))) <= 3  # in use, the one before, one left unfinished


def test_counts_of_words(index: ListingIndex) -> None:
    reading = index.reading()
    assert reading.count == 4
    assert reading.frequency("螺栓") == reading.frequency("螺栓") == 3
    assert reading.frequency("齿轮") == 0
    assert reading.averages[0] > 1
    assert ListingIndex().reading().averages == (1.0, 1.0)


def test_absent_index_has_a_name(tmp_path: Path) -> None:
    with pytest.raises(IndexAbsent):
        ListingIndex(tmp_path)
    with pytest.raises(IndexAbsent):
        ListingIndex(tmp_path / "none")


def files_of(folder: Path) -> list[str]:
    """The kinds of files that make up a generation."""
    return sorted({file.suffix or file.name for file in folder.glob("generation-*/*") if ".lock" not in file.name})


@pytest.mark.parametrize("share", [0.0, 0.5, 0.95])
def test_every_file_cut_short_is_told_and_can_be_rebuilt(tmp_path: Path, share: float) -> None:
    whole = tmp_path / "whole"
    listings = [(Side.OFFER, replace(BOLT, id=str(at))) for at in range(50)]
    ListingIndex.rebuild(whole, listings)
    for kind in files_of(whole):
        folder = tmp_path / f"cut{kind}"
        shutil.copytree(whole, folder)
        for file in folder.glob("generation-*/*"):
            if kind in (file.suffix, file.name):
                os.truncate(file, int(file.stat().st_size * share))
        try:
            found = len(ids(ListingIndex(folder), NEED))
        except IndexUnusable:
            found = 50
        assert found == 50, f"{kind} cut short gave other answers without a word"
        assert len(ids(ListingIndex.rebuild(folder, listings), NEED)) == 50


def test_missing_files_are_told(tmp_path: Path) -> None:
    ListingIndex.rebuild(tmp_path, [(Side.OFFER, BOLT)])
    for file in tmp_path.glob("generation-*/*"):
        file.unlink()
    with pytest.raises(IndexUnusable):
        ListingIndex(tmp_path)


def test_reader_of_a_folder_that_vanished_is_told(tmp_path: Path) -> None:
    index = ListingIndex.rebuild(tmp_path / "index", [(Side.OFFER, BOLT)])
    (tmp_path / "index").rename(tmp_path / "gone")
    with pytest.raises(IndexAbsent):
        index.search(NEED, side=Side.OFFER)
