"""Icons: every icon named in the program exists, and none needs an expensive import."""

import ast
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

import kanbert_desktop
from kanbert_desktop.ui.style import icons

PACKAGE = Path(kanbert_desktop.__file__).parent


def names_in(path: Path) -> set[str]:
    """String constants in calls that draw icons."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("icon", "pixmap"):
            first = node.args[0] if node.args else None
            found |= {part.value for part in ast.walk(first or ast.Pass()) if isinstance(part, ast.Constant)}
    return {name for name in found if isinstance(name, str)}


@pytest.mark.usefixtures("qapp")
def test_every_icon_named_in_the_program_exists() -> None:
    names = set().union(*(names_in(path) for path in PACKAGE.glob("ui/**/*.py")))
    assert len(names) > 3
    for name in names:
        assert not icons.pixmap(name, QColor("black")).isNull(), name


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_drawn_in_the_requested_colour_and_size() -> None:
    drawn = icons.pixmap("square", QColor("#2457D6"), 16, 2.0).toImage()
    assert (drawn.width(), drawn.height()) == (32, 32)
    colors = {
        drawn.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if drawn.pixelColor(x, y).alpha() > 250
    }
    assert colors == {"#2457d6"}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_has_its_screens_pixels_and_the_requested_size(ratio: float) -> None:
    drawn = icons.pixmap("square", QColor("#2457D6"), 16, ratio)
    assert drawn.width() == round(16 * ratio)
    assert drawn.deviceIndependentSize().width() == pytest.approx(16)
    # A larger screen shows a thinner edge, not a scaled one: its blurred border stays one pixel wide.
    line = [drawn.toImage().pixelColor(x, drawn.height() // 2).alpha() for x in range(drawn.width() // 2)]
    assert sum(0 < alpha < 255 for alpha in line) <= 2


@pytest.mark.usefixtures("qapp")
def test_icons_of_many_sizes_do_not_accumulate() -> None:
    # 400 small icons: larger ones would stay in the cache of this process, with more than a GiB.
    for size, shade in product(range(12, 32), range(20)):
        icons.icon("plus", QColor(shade, 0, 0), size)
    assert icons._icon.cache_info().currsize <= 256
    assert icons._pixmap.cache_info().currsize <= 768


@pytest.mark.usefixtures("qapp")
def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        icons.pixmap("no-such-icon", QColor("black"))


def test_the_logo_uses_the_themes_colours(qapp: QApplication) -> None:
    assert qapp
    own = icons.logo(64).toImage().pixelColor(32, 4).name()
    dark = icons.logo(64, square=QColor("#86AAFF")).toImage().pixelColor(32, 4).name()
    assert (own, dark) == ("#2457d6", "#86aaff")
    assert not icons.application_icon().isNull()


def test_icons_are_read_without_importing_lucide() -> None:
    code = (
        "import sys; from kanbert_desktop.ui.style import icons; icons._svg('plus'); "
        "print('lucide' in sys.modules)"
    )
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert completed.stdout.strip() == "False"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_gap_is_between_icon_and_text(qapp: QApplication, direction: Qt.LayoutDirection) -> None:
    qapp.setLayoutDirection(direction)
    drawn = icons.icon("square", QColor("black"), 16, gap=8).pixmap(24, 16).toImage()
    pointing = icons.pixmap("chevron-right", QColor("black")).toImage()
    # Follows the language again.
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    plain = icons.pixmap("chevron-right", QColor("black")).toImage()
    empty = [x for x in range(24) if all(drawn.pixelColor(x, y).alpha() == 0 for y in range(16))]
    from_right = direction is Qt.LayoutDirection.RightToLeft
    assert empty[:8] == list(range(8)) if from_right else empty[-8:] == list(range(16, 24))
    assert (pointing != plain) is from_right
