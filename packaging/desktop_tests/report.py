"""Numbered screenshots in `build/desktop/NAME/`, and one line a step on standard output."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_tests.desktop import DesktopError
from devtools.steps import StepError

FAILURES = (StepError, DesktopError, AssertionError, OSError, ValueError, LookupError, NotImplementedError)
"""What a scenario may end with; anything else is a bug of the tests and stops them."""


class Report:
    """`take` saves a screenshot to a file."""

    def __init__(self, folder: Path, take: Callable[[Path], None]) -> None:
        self._folder, self._take = folder, take
        self._number = 0
        self.failed: list[str] = []

    @contextmanager
    def scenario(self, name: str) -> Iterator[None]:
        """A scenario that fails is named; what was there instead is in a text beside its screenshot."""
        print(f"{name}:", flush=True)
        try:
            yield
        except FAILURES as error:
            self.failed.append(name)
            file = self._saved("failed")
            text = str(error) or type(error).__name__
            file.with_suffix(".txt").write_text(f"{text}\n", "utf-8")
            print(f"  failed: {text.splitlines()[0]}\n  screenshot: {file}", flush=True)

    @contextmanager
    def step(self, name: str, caption: str) -> Iterator[None]:
        """Ends with the screenshot of that name. A failure inside names the caption."""
        begun = time.perf_counter()
        try:
            yield
        except FAILURES as error:
            raise StepError(f"{caption}: {str(error) or type(error).__name__}") from error
        file = self._saved(name)
        print(f"  {file.name}  {caption}  {time.perf_counter() - begun:.1f} s", flush=True)

    def summary(self, count: int) -> str:
        """Of `count` scenarios."""
        if not self.failed:
            return f"{count} scenarios completed; screenshots in {self._folder}."
        return f"{len(self.failed)} of {count} scenarios failed: {', '.join(self.failed)}; screenshots in {self._folder}."

    def _saved(self, name: str) -> Path:
        self._number += 1
        file = self._folder / f"{self._number:02}-{name}.png"
        try:
            self._take(file)
        except FAILURES as error:
            print(f"  no screenshot: {error}", flush=True)
        return file


def emptied_folder(folder: Path) -> Path:
    """The folder without the screenshots of an earlier run."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
