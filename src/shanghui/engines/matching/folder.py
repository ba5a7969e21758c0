"""The folder of an index: generations, a pointer to the current one, a lock for the one who writes."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEME = "1"  # raise it when tokens or fields change: older folders then ask to be rebuilt


class IndexUnusable(Exception):
    """The index cannot be read; build it anew."""


class IndexAbsent(IndexUnusable):
    """There is no index in the folder."""


class IndexOutdated(IndexUnusable):
    """The index was written by another version of the engine."""


class IndexDamaged(IndexUnusable):
    """A file of the index is missing, cut short or overwritten."""


class IndexBusy(Exception):
    """Another process is writing to the index; try again later."""


class Generations:
    """The folder `root`: `current` names the generation in use and its scheme, `lock` is held while somebody writes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def current(self) -> Path:
        """Give the folder of the generation in use. Raises IndexAbsent and IndexOutdated."""
        scheme, name = self._pointer()
        if scheme != SCHEME:
            raise IndexOutdated(str(self._root))
        return self._root / name

    def state(self) -> object:
        """Give a value that changes when somebody has written or rebuilt."""
        _, name = self._pointer()
        try:
            meta = (self._root / name / "meta.json").stat()
        except OSError as error:
            raise IndexDamaged(str(self._root)) from error
        return name, meta.st_mtime_ns, meta.st_ino, meta.st_size

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock; it is given back even if the process is killed. Raises IndexBusy."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexBusy(str(self._root)) from error
            yield

    @contextmanager
    def next(self) -> Iterator[Path]:
        """Give a new folder to write into; after that point to it and drop all others but the one before."""
        before = self._pointer()[1] if (self._root / "current").exists() else ""
        for old in self._root.iterdir():
            if old.is_dir() and old.name != before:
                shutil.rmtree(old, ignore_errors=True)
        place = Path(tempfile.mkdtemp(prefix="generation-", dir=self._root))
        yield place
        draft = self._root / "current.draft"
        draft.write_text(f"{SCHEME} {place.name}", encoding="ascii")
        draft.replace(self._root / "current")

    def _pointer(self) -> tuple[str, str]:
        try:
            scheme, _, name = (self._root / "current").read_text(encoding="ascii", errors="replace").partition(" ")
        except (FileNotFoundError, NotADirectoryError) as error:
            raise IndexAbsent(str(self._root)) from error
        return scheme, name


@contextmanager
def named_errors() -> Iterator[None]:
    """Turn what tantivy raises over unreadable files into IndexDamaged; a panic of its core is no Exception."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexDamaged(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise IndexDamaged(str(error)) from error
        raise
