import multiprocessing
from pathlib import Path

import pytest

from shanghui.engines.matching.folder import (
    Generations,
    IndexAbsent,
    IndexBusy,
    IndexDamaged,
    IndexOutdated,
    named_errors,
)


def test_generations_follow_one_another(tmp_path: Path) -> None:
    folder = Generations(tmp_path / "index")
    made = []
    for _ in range(3):
        with folder.writing(), folder.next() as place:
            made.append(place)
        assert folder.current() == place
    assert [place.exists() for place in made] == [False, True, True]  # readers may still have the one before open


def test_abandoned_generation_is_not_pointed_to(tmp_path: Path) -> None:
    folder = Generations(tmp_path)
    with folder.next() as first:
        pass
    with pytest.raises(RuntimeError), folder.next() as second:
        raise RuntimeError
    assert folder.current() == first
    with folder.next():
        pass
    assert not second.exists()


def test_nothing_there(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "none"):
        with pytest.raises(IndexAbsent):
            Generations(root).current()


def test_pointer_of_another_scheme_or_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("0 generation-a", encoding="ascii")
    with pytest.raises(IndexOutdated):
        Generations(tmp_path).current()
    with pytest.raises(IndexDamaged):
        Generations(tmp_path).state()


def _hold(root: Path, held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event") -> None:
    with Generations(root).writing():
        held.set()
        done.wait(30)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, held, done))
    other.start()
    assert held.wait(30)
    with pytest.raises(IndexBusy), Generations(tmp_path).writing():
        pass
    other.kill()  # the lock goes with its holder
    other.join()
    with Generations(tmp_path).writing():
        pass


def test_errors_of_the_core_get_a_name() -> None:
    class PanicException(BaseException):  # pyo3's own cannot be imported
        pass

    for error in (ValueError("x"), OSError("x"), PanicException("x")):
        with pytest.raises(IndexDamaged), named_errors():
            raise error
    with pytest.raises(KeyboardInterrupt), named_errors():
        raise KeyboardInterrupt
