"""Files that are on the disk whole, or not at all: after a crash or a power cut there is the old one or the new one."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600
_NAME = 40
"""Characters of a file's name that its draft repeats: in UTF-8 they stay below the 255 bytes that a name may have."""


def replace_file(path: Path, content: str | bytes, *, preserve_mode: bool = False) -> None:
    """Text as UTF-8, readable by its owner alone, on the disk when it returns; raises `OSError` and leaves the old one.

    `keep_mode`: a file that is replaced hands its permissions on. A link's target is not followed.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    mode = _PRIVATE
    if preserve_mode:
        with suppress(FileNotFoundError):
            mode = path.stat().st_mode & 0o777
    _remove_left_behind(path)
    draft = path.with_name(f".{path.name[:_NAME]}.{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if mode != _PRIVATE:
                draft.chmod(mode)
        rename_durably(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def rename_durably(draft: Path, path: Path) -> None:
    """Rename a finished file of the same folder; its content is on the disk before its name, and that on return."""
    sync_file(draft)
    draft.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    # Windows writes back only what was opened to be written; elsewhere a file may be protected even from its owner.
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


def _remove_left_behind(path: Path) -> None:
    """Drafts of processes that were killed: they may hold names or cards, and nobody else would ever remove them."""
    start, end = f".{path.name[:_NAME]}.", ".part"
    with suppress(OSError):
        for found in path.parent.iterdir():
            if found.name.startswith(start) and found.name.endswith(end):
                process = found.name[len(start) :].split("-")[0]
                if process.isdecimal() and not _is_running(int(process)):
                    found.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":
        # Asking there would end it.
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
