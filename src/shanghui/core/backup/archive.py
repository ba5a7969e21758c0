"""The file: a tar (gzipped when its name ends in .gz) of members, a manifest last, a seal over every byte at the end.

The seal is the SHA-256 of all that precedes it, written behind the tar's end, where tar does not look; in a gzipped
file it is a gzip member of its own. `tar tf` and `tar xf` read both kinds.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
FORMAT = 1
BLOCK = 1 << 20


class BackupRefused(Exception):
    """Why a back-up is not made or not restored; nothing was touched."""


@dataclass
class Table:
    """Rows and SHA-256 of one table, its rows in canonical JSON in the order of the primary key."""

    rows: int
    sha256: str
    columns: list[str]


@dataclass
class Manifest:
    """What the archive holds. `members` maps each member's name to the SHA-256 of its bytes."""

    version: str
    created_at: str
    migrations: list[list[str]]
    tables: dict[str, Table] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class Writer:
    """Adds members to the tar and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar, self.manifest = tar, manifest

    def add(self, name: str, data: bytes) -> None:
        self.add_stream(name, io.BytesIO(data), len(data))

    def add_stream(self, name: str, stream: IO[bytes], size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        reader = _Hashing(stream)
        self._tar.addfile(entry, reader)
        self.manifest.members[name] = reader.digest.hexdigest()


@contextmanager
def writing(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """Write the archive beside its name, seal it, put it on the disk, then give it its name."""
    part = path.with_name(path.name + ".part")
    zipped = path.suffix == ".gz"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            hashing = _Hashing(raw)
            with _packed(hashing, zipped) as body, tarfile.open(fileobj=body, mode="w|") as tar:
                writer = Writer(tar, manifest)
                yield writer
                writer.add(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False).encode())
            raw.write(_seal(hashing.digest.hexdigest(), zipped))
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def verify(path: Path) -> Manifest:
    """Read every byte; BackupRefused unless the seal, each member and the manifest agree."""
    found: dict[str, str] = {}
    manifest = None
    try:
        _ensure_sealed(path)
        for name, stream in members(path):
            if name == MANIFEST:
                manifest = _manifest(json.load(stream))
            else:
                found[name] = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BackupRefused(f"{path.name}: {error!r}") from error
    if manifest is None or manifest.members != found or manifest.format != FORMAT:
        raise BackupRefused(f"{path.name}: the manifest does not fit the members")
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each member's name and content, in the order of writing; a stream is good until the next is asked for."""
    zipped = _is_zipped(path)
    with path.open("rb") as raw:
        body: Any = _Range(raw, path.stat().st_size - len(_seal("0" * 64, zipped)))
        body = gzip.GzipFile(fileobj=body) if zipped else body
        with tarfile.open(fileobj=body, mode="r|") as tar:
            for entry in tar:
                stream = tar.extractfile(entry)
                if stream is not None:
                    yield entry.name, stream


def _ensure_sealed(path: Path) -> None:
    zipped = _is_zipped(path)
    length = path.stat().st_size - len(_seal("0" * 64, zipped))
    with path.open("rb") as raw:
        digest = hashlib.file_digest(_Range(raw, length), "sha256").hexdigest()
        raw.seek(max(0, length))
        if raw.read() != _seal(digest, zipped):
            raise BackupRefused(f"{path.name}: the seal is broken; a byte is wrong or missing")


def _manifest(facts: dict[str, Any]) -> Manifest:
    tables = {name: Table(**table) for name, table in facts.pop("tables").items()}
    return Manifest(tables=tables, **facts)


def _seal(digest: str, zipped: bool) -> bytes:
    text = f"shanghui back-up sha256 {digest}\n".encode()
    return gzip.compress(text, 0, mtime=0) if zipped else text


def _is_zipped(path: Path) -> bool:
    with path.open("rb") as raw:
        return raw.read(2) == b"\x1f\x8b"


@contextmanager
def _packed(raw: "_Hashing", zipped: bool) -> Iterator[Any]:
    if zipped:
        with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=1, mtime=0) as body:
            yield body
    else:
        yield raw


class _Hashing(io.RawIOBase):
    """A stream that hashes what passes through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.digest = stream, hashlib.sha256()

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return self._stream.write(data)

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.digest.update(data)
        return data


class _Range(io.RawIOBase):
    """The first `length` bytes of a file."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self._stream, self._left = stream, max(0, length)

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def readable(self) -> bool:
        return True
