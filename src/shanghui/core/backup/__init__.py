"""Back-up and restore (ADR 12): the whole database and all files in one sealed tar, whatever the engine.

`save(path)` writes it from one snapshot while others go on writing; `verify(path)` reads it to the last byte;
`restore(path)` puts it into an empty place, on SQLite or PostgreSQL, and proves that the tables are equal.
"""

from shanghui.core.backup.archive import BackupRefused, Manifest, verify
from shanghui.core.backup.restoring import restore
from shanghui.core.backup.saving import save

__all__ = ["BackupRefused", "Manifest", "restore", "save", "verify"]
