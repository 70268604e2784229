"""Where the modules of a frozen program are: in PyInstaller's archive, which is part of the executable, and in a zip archive.

Both are compressed, and PyInstaller opens its own once for each module.
"""

import os
import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False
"""See `code_file`, which imports this module."""
if TYPE_CHECKING:
    from types import CodeType

_RUNNING_PROGRAM = "/proc/self/exe"
"""Linux's name for it, also after an upgrade has replaced it."""
_ZIP_ARCHIVE = "base_library.zip"
_ARCHIVES = ("_pyz_archive", "archive")
"""Attributes of PyInstaller's loader and of `zipimport`'s."""


def archive_states() -> tuple[tuple[int, int, int], ...]:
    """Returns modification time, size and inode of both files; the times in a package are the same for each build."""
    program = _RUNNING_PROGRAM if sys.platform == "linux" else sys.executable
    found = [os.stat(path) for path in (program, os.path.join(sys._MEIPASS, _ZIP_ARCHIVE))]  # type: ignore[attr-defined]  # noqa: PTH116, PTH118, SLF001  `pathlib` is slow; set by PyInstaller
    return tuple((state.st_mtime_ns, state.st_size, state.st_ino) for state in found)


def is_archived(loader: object, _path: str) -> bool:
    return any(hasattr(loader, name) for name in _ARCHIVES)


def archived_code(name: str, path: str) -> "CodeType | None":
    """Returns the code of the module `name`, which says it comes from `path`; None if there is no such module."""
    folder, _, file = path.rpartition("/")
    if file.startswith("__init__."):
        folder = folder.rpartition("/")[0]
    spec = PathFinder.find_spec(name, [folder])
    loader = spec.loader if spec is not None else None
    return loader.get_code(name) if loader is not None else None  # type: ignore[attr-defined]
