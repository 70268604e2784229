"""SQLite and file errors to domain errors: one table."""

import errno
import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from kanbert_desktop.domain.errors import StoreError

DISK_FULL_CODES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The system's codes for a full disk."""
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_UNREADABLE = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_ACCESS})
_BY_PRIMARY_CODE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "store_unwritable",
    sqlite3.SQLITE_PERM: "store_unwritable",
    sqlite3.SQLITE_CANTOPEN: "store_unwritable",
    # Busy beyond the timeout: a scanner or a copying tool holds the file.
    sqlite3.SQLITE_BUSY: "store_unwritable",
    sqlite3.SQLITE_LOCKED: "store_unwritable",
    sqlite3.SQLITE_IOERR: "store_unwritable",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
}
_PERHAPS_FULL = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
"""SQLite reports a reached quota, or a file that it could not create, with the same codes."""
_PROBE_BYTES = 1 << 20


def translate_sqlite_error(error: sqlite3.Error, path: Path) -> StoreError | None:
    """Returns the error for the user, or None if it is a bug in the program's own SQL."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    key = _BY_PRIMARY_CODE.get(code & 0xFF)
    if key is None:
        return None
    if code in _UNREADABLE:
        key = "store_unreadable"
    elif code == sqlite3.SQLITE_IOERR_SHORT_READ:
        key = "store_damaged"
    elif code & 0xFF in _PERHAPS_FULL and not has_disk_space(path.parent):
        key = "disk_full"
    return StoreError(key, path=str(path))


def translate_os_error(error: OSError, path: Path) -> StoreError:
    """Why a file or folder could not be created or moved."""
    if error.errno in DISK_FULL_CODES:
        return StoreError("disk_full", path=str(path))
    if error.errno in _FORBIDDEN:
        return StoreError("store_unwritable", path=str(path))
    return StoreError("store_unreadable", path=str(path))


def is_unsynced(error: BaseException) -> bool:
    """A commit whose last step failed: its frames are complete in the log, and the next start may accept them."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) == sqlite3.SQLITE_IOERR_FSYNC


def is_damage(error: sqlite3.Error) -> bool:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or (
        code == sqlite3.SQLITE_IOERR_SHORT_READ
    )


def is_undecodable(error: sqlite3.Error) -> bool:
    """An error of Python's sqlite3 without a SQLite code; it quotes the text, so it must not be logged."""
    return not hasattr(error, "sqlite_errorcode") and "decode" in str(error)


def has_disk_space(folder: Path) -> bool:
    """Returns False only if the system reports a full disk or a reached quota for a megabyte."""
    try:
        # Unbuffered: a buffered rest would be written, and fail, once more when the file is closed.
        with _file_without_name(folder) as probe:
            return probe.write(bytes(_PROBE_BYTES)) == _PROBE_BYTES
    except OSError as error:
        return error.errno not in DISK_FULL_CODES


def _file_without_name(folder: Path) -> IO[bytes]:
    if sys.platform == "linux":
        with suppress(OSError):
            return open(os.open(folder, os.O_RDWR | os.O_TMPFILE, 0o600), "r+b", buffering=0)  # noqa: PTH123
    import tempfile  # noqa: PLC0415  takes 2 ms, and only Linux has files without a name

    return tempfile.TemporaryFile(dir=folder, buffering=0)
