"""Atomic, durable file writes: after a crash or a power cut the file is the old one or the new one."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600
_BUFFER_BYTES = 1 << 16
_NAME_LENGTH = 40
"""Characters of a file's name that its draft repeats: in UTF-8 they stay below the limit of 255 bytes."""


def replace_file(path: Path, content: str | bytes | Iterable[bytes], *, preserve_mode: bool = False) -> None:
    """Writes text as UTF-8, readable by its owner only, durable on return; raises `OSError` and keeps the old file.

    `content` may be parts that are made while they are written; what that raises also keeps the old file.
    `preserve_mode`: the new file gets the permissions of the old one. A link is replaced, not followed.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    parts = (data,) if isinstance(data, bytes) else data
    mode = _PRIVATE
    if preserve_mode:
        with suppress(FileNotFoundError):
            mode = path.stat().st_mode & 0o777
    _remove_stale_drafts(path)
    draft = path.with_name(f".{path.name[:_NAME_LENGTH]}.{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        with os.fdopen(descriptor, "wb", _BUFFER_BYTES) as file:
            file.writelines(parts)
            if mode != _PRIVATE:
                draft.chmod(mode)
        rename_durably(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def rename_durably(draft: Path, path: Path) -> None:
    """Renames a finished file within its folder. Its content is durable before its name, and the name on return."""
    sync_file(draft)
    draft.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    # Windows flushes only files opened for writing; elsewhere a file may be protected even from its owner.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """A new name is durable only after its folder is; Windows cannot and need not do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_stale_drafts(path: Path) -> None:
    """Removes drafts of processes that were killed: they may contain names or cards, and nothing else removes them."""
    start, end = f".{path.name[:_NAME_LENGTH]}.", ".part"
    with suppress(OSError):
        for found in path.parent.iterdir():
            if found.name.startswith(start) and found.name.endswith(end):
                process = found.name[len(start) :].split("-")[0]
                if process.isdecimal() and not _is_running(int(process)):
                    found.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":
        # On Windows `os.kill` would end the process.
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
