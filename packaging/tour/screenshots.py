"""Numbered screenshots in `build/tour/`, one line each on standard output."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


class ScreenshotFolder:
    """`number` is that of the first screenshot; each session continues the previous one's numbers."""

    def __init__(self, folder: Path, number: int = 1) -> None:
        self._folder = folder
        self.number = number

    def capture(self, name: str, caption: str, area: tuple[int, int, int, int]) -> None:
        """The screen at `area` (x, y, width, height), whichever window is there."""
        x, y, width, height = area
        # From the root window: a dragged card is a window of its own, which a grab of our window would show black.
        crop = ["-crop", f"{width}x{height}+{x}+{y}", "+repage"]
        subprocess.run(["import", "-window", "root", *crop, str(self._next(name, caption))], check=True)

    def save(self, screenshot: Path, name: str, caption: str) -> None:
        """Takes over a screenshot made elsewhere."""
        shutil.move(screenshot, self._next(name, caption))

    def _next(self, name: str, caption: str) -> Path:
        path = self._folder / f"{self.number:02}-{name}.png"
        print(f"{path.name}  {caption}", flush=True)
        self.number += 1
        return path


def emptied_folder(folder: Path) -> Path:
    """The folder without the screenshots of an earlier tour."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
