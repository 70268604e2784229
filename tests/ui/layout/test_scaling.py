"""Screens with one to three pixels per unit: icons and hairlines are sharp, and the layout stays."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[3]
PATHS = os.pathsep.join(str(ROOT / part) for part in (".", "packaging", "tests"))
RATIOS = ("1", "1.5", "2", "3")


class Shot:
    """What the window reported, and its screenshot."""

    def __init__(self, ratio: str, folder: Path) -> None:
        path = folder / f"{ratio}.png"
        reported = subprocess.run(
            [sys.executable, "-m", "ui.layout.scaling", str(path)],
            env={**os.environ, "PYTHONPATH": PATHS, "QT_SCALE_FACTOR": ratio, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
        self.report: dict[str, Any] = json.loads(reported.stdout)
        self.picture = QImage(str(path))


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shot]:
    folder = tmp_path_factory.mktemp("scaled")
    return {ratio: Shot(ratio, folder) for ratio in RATIOS}


@pytest.mark.parametrize("ratio", RATIOS)
def test_icons_cards_and_hairlines_are_sharp(ratio: str, shots: dict[str, Shot]) -> None:
    reported = shots[ratio].report
    assert reported["ratio"] == float(ratio)
    assert not reported["blurred"]
    assert not reported["cut"]
    assert not reported["faint"]


@pytest.mark.parametrize("ratio", RATIOS[1:])
def test_the_layout_stays_the_same(ratio: str, shots: dict[str, Shot]) -> None:
    plain, scaled = shots["1"].picture, shots[ratio].picture
    assert scaled.size() == plain.size() * float(ratio)
    seen = scaled.scaled(
        plain.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    # In blocks of eight pixels the edges of letters do not matter.
    small = [_blocks(one) for one in (plain, seen)]
    far = [abs(one - other) for one, other in zip(*small, strict=True)]
    assert sorted(far)[int(len(far) * 0.99)] < 40
    assert sum(far) / len(far) < 3


def _blocks(image: QImage) -> bytes:
    small = image.scaled(
        image.size() / 8, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    lines = (bytes(small.constScanLine(y))[: small.width()] for y in range(small.height()))
    return b"".join(lines)
