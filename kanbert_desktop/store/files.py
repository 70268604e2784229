"""Database files: private creation, atomic install, quarantine, suspect markers."""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from kanbert_desktop.store.durable_files import rename_durably, sync_folder

COMPANIONS = ("-wal", "-shm", "-journal")
"""SQLite's own files beside a database; they belong to it and move with it."""


def make_folder(folder: Path) -> None:
    """Creates each missing folder of the path for its owner only, whatever the umask."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
        place.chmod(0o700)


def create_private(path: Path) -> None:
    """Creates an empty file that only its owner may open; SQLite's companions inherit its mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def unfinished_path(path: Path) -> Path:
    """Where a new store is built."""
    return with_suffix(path, ".part")


def finished_path(path: Path) -> Path:
    """Where a complete new store waits for its installation."""
    return with_suffix(path, ".new")


def with_suffix(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def has_log(path: Path) -> bool:
    """Returns whether a write-ahead log with content exists beside this name."""
    return _has_content(with_suffix(path, "-wal"))


def has_journal(path: Path) -> bool:
    """Returns whether a rollback journal exists that an interrupted change may have left."""
    return _has_content(with_suffix(path, "-journal"))


def _has_content(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def copy_with_logs(path: Path, copy: Path, *, logs: Iterable[str] = ("-wal", "-journal")) -> None:
    """Copies the database and what SQLite would read with it; a missing database becomes an empty one."""
    import shutil  # noqa: PLC0415  seldom needed

    if path.is_file():
        shutil.copyfile(path, copy)
    else:
        copy.touch()
    for suffix in logs:
        if _has_content(with_suffix(path, suffix)):
            shutil.copyfile(with_suffix(path, suffix), with_suffix(copy, suffix))


def mark_suspect(path: Path) -> None:
    """Something was damaged while the store was in use: the next start checks the whole file."""
    # A connection whose file cannot be named has no path.
    with suppress(OSError, ValueError):
        _suspect_mark(path).touch(mode=0o600)


def is_suspect(path: Path) -> bool:
    return _suspect_mark(path).exists()


def clear_suspect(path: Path) -> None:
    # If the mark stays, the next start checks everything once more: no reason to refuse this one.
    with suppress(OSError):
        _suspect_mark(path).unlink(missing_ok=True)


def _suspect_mark(path: Path) -> Path:
    return with_suffix(path, ".doubted")


def remove_with_companions(path: Path) -> None:
    for suffix in ("", *COMPANIONS):
        with_suffix(path, suffix).unlink(missing_ok=True)


def remove_leftovers(path: Path) -> None:
    """Removes everything beside the store: backups, quarantined files, and what a recovery left."""
    import shutil  # noqa: PLC0415  seldom needed

    kept = {path.name + suffix for suffix in ("", *COMPANIONS)}
    for other in path.parent.iterdir() if path.parent.is_dir() else ():
        if other.name in kept:
            continue
        if other.is_dir() and not other.is_symlink():
            shutil.rmtree(other)
        else:
            other.unlink(missing_ok=True)


def install_finished(path: Path) -> None:
    """Installs the finished store. Old logs are moved away first: SQLite would replay them into it."""
    if any(with_suffix(path, suffix).exists() for suffix in COMPANIONS):
        quarantine(path)
    rename_durably(finished_path(path), path)


def quarantine(path: Path) -> Path:
    """Moves a damaged store and its companions away; deletes nothing. Returns the new path.

    The database goes first: after a crash in between, it must not be opened without its log.
    """
    target = unused_path(path, "damaged")
    for suffix in ("", *COMPANIONS):
        old = with_suffix(path, suffix)
        if old.exists():
            old.rename(with_suffix(target, suffix))
    sync_folder(path.parent)
    return target


def unused_path(path: Path, label: str) -> Path:
    """A new name beside `path`: the label and the time, with a number if two are made in one second."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    repeats = (f"-{number}" for number in count(2))
    names = (f"{path.stem}-{label}-{stamp}{repeat}{path.suffix}" for repeat in chain([""], repeats))
    return next(
        candidate
        for candidate in map(path.with_name, names)
        if not any(with_suffix(candidate, suffix).exists() for suffix in ("", *COMPANIONS))
    )
