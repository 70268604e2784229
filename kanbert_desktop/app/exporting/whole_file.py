"""A file for the person, written whole or not at all, readable by them alone."""

from pathlib import Path

from kanbert_desktop.domain.errors import InvalidInput, NotReady
from kanbert_desktop.store.durable_files import replace_file


def write_file(path: Path, content: str | bytes) -> Path:
    """Text as UTF-8, mode 0600, on the disk when it returns; a file of that name is replaced. Gives the whole path.

    Raises `InvalidInput` (`export_no_folder`, `export_no_file`), `NotReady("export_unwritable")`; what lay there
    before lies there still.
    """
    target = _target(path)
    if isinstance(content, str):
        # Half a surrogate pair has no UTF-8; written as JSON would escape it, it stops nothing.
        content = content.encode("utf-8", "backslashreplace")
    try:
        replace_file(target, content)
        if target.read_bytes() != content:
            raise NotReady("export_unwritable", path=str(path), reason="?")
    except OSError as error:
        raise NotReady("export_unwritable", path=str(path), reason=error.strerror or "?") from None
    return target


def _target(path: Path) -> Path:
    """Links are followed; a device, a pipe or a folder is never put aside for a file."""
    try:
        found = path.absolute().resolve()
        if not found.parent.is_dir():
            raise InvalidInput("export_no_folder", folder=str(found.parent))
        if found.exists() and not found.is_file():
            raise InvalidInput("export_no_file", path=str(path))
    except (OSError, RuntimeError, ValueError):
        raise InvalidInput("export_no_file", path=str(path)) from None
    return found
