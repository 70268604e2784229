"""Numbered pictures in `build/tour/`, one line each on standard output."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


class ScreenshotFolder:
    """`number` is of the first picture; each sitting goes on where the last one stopped."""

    def __init__(self, folder: Path, number: int = 1) -> None:
        self._folder = folder
        self.number = number

    def capture(self, name: str, words: str, place: tuple[int, int, int, int]) -> None:
        """What stands on the screen at `place` (x, y, width, height), whichever window it belongs to."""
        x, y, width, height = place
        # Of the root window: a card on its way is a window of its own, which a picture of ours would show black.
        crop = ["-crop", f"{width}x{height}+{x}+{y}", "+repage"]
        subprocess.run(["import", "-window", "root", *crop, str(self._next(name, words))], check=True)

    def save(self, picture: Path, name: str, words: str) -> None:
        """A picture that somebody else took."""
        shutil.move(picture, self._next(name, words))

    def _next(self, name: str, words: str) -> Path:
        path = self._folder / f"{self.number:02}-{name}.png"
        print(f"{path.name}  {words}", flush=True)
        self.number += 1
        return path


def emptied_folder(folder: Path) -> Path:
    """The folder, without the pictures of an earlier tour."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
