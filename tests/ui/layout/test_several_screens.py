"""A window that goes from one screen to another is sharp there, fits, and opens its popups there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ui.layout.test_scaling import PATHS

SCREENS = ((1440, 900, 1.0), (1100, 700, 1.0), (2100, 1350, 1.5))
"""Pixels, and how many of them are one unit."""
_DPI = 96


def test_the_window_suits_each_screen(tmp_path: Path) -> None:
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": list(described())}))
    reported = subprocess.run(
        [sys.executable, "-m", "ui.layout.moving"],
        env={**os.environ, "PYTHONPATH": PATHS, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(reported.stdout)
    assert report == {"popup": "screen 1", "fits": True, "ratio": 1.5, "blurred": [], "cut": []}


def described() -> Iterator[dict[str, object]]:
    """As Qt's offscreen platform reads them, from the left."""
    x = 0
    for number, (width, height, ratio) in enumerate(SCREENS):
        place = {"name": f"screen {number}", "x": x, "y": 0, "width": width, "height": height}
        yield {**place, "logicalDpi": round(_DPI * ratio), "logicalBaseDpi": _DPI, "dpr": 1}
        x += round(width / ratio)
