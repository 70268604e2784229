"""Notices that another version of the program was installed while this one runs, and starts it in its place."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

import kanbert_desktop
from kanbert_desktop.app.system.own_program import program_command

SETTLED_MS = 3_000
"""Milliseconds without a further change after which an installation counts as finished."""
_MOST_ATTEMPTS = 40
"""Times that a missing file is looked for: two minutes, after which the program was removed."""
_FIND = "--find"
_ONCE = frozenset({"--capture", "--hidden", "--my-work", _FIND})
"""Options about the start that has been, not about what the window is opened on."""


class _Identity(NamedTuple):
    """An installation makes another file, or changes this one."""

    inode: int
    size: int
    changed_ns: int


class InstalledProgram(QObject):
    """Watches the file that an installation always replaces: the program, or the package's first module.

    The system reports changes (inotify on Linux), so nothing is looked at while there are none. Where it cannot, an
    installation goes unnoticed.
    """

    replaced = Signal()
    """Emitted once."""

    def __init__(self, parent: QObject | None = None, file: Path | None = None) -> None:
        super().__init__(parent)
        self._file = file or _program_file()
        self._started_as = _identity(self._file)
        self._attempts = 0
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self._look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_changed)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._watch()

    def _watch(self) -> None:
        """The folder as well: a file that was removed and comes again is not watched any longer."""
        self._watcher.addPaths([str(self._file), str(self._file.parent), str(self._file.parent.parent)])

    def _on_changed(self, _path: str) -> None:
        self._attempts = 0
        self._timer.start()

    def _look(self) -> None:
        now = _identity(self._file)
        if now is None:
            self._attempts += 1
            if self._attempts < _MOST_ATTEMPTS:
                self._timer.start()
        elif now != self._started_as:
            self._watcher.removePaths([*self._watcher.files(), *self._watcher.directories()])
            self.replaced.emit()
        else:
            self._watch()


def start_again(arguments: Sequence[str]) -> None:
    """Replaces this process by the installed program. `arguments` are those it was started with, without a link.

    Call after everything is saved and closed. Raises `OSError` if there is no such program any more.
    """
    command = [*program_command(), *_kept(arguments)]
    # PyInstaller's own name: what its loader has set for this process is nothing for the next one.
    variables = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    sys.stdout.flush()
    os.execve(command[0], command, variables)  # noqa: S606  the program itself


def _kept(arguments: Sequence[str]) -> list[str]:
    values = {number + 1 for number, argument in enumerate(arguments) if argument == _FIND}
    return [
        argument
        for number, argument in enumerate(arguments)
        if argument not in _ONCE and number not in values and not argument.startswith(f"{_FIND}=")
    ]


def _program_file() -> Path:
    is_frozen = getattr(sys, "frozen", False)
    return Path(sys.executable if is_frozen else kanbert_desktop.__file__)


def _identity(file: Path) -> _Identity | None:
    """None if there is no such file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return _Identity(found.st_ino, found.st_size, found.st_mtime_ns)
