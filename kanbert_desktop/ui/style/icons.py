"""Lucide icons, tinted. Reads python-lucide's SQLite file directly, because importing that package costs 39 ms."""

import importlib.util
import sqlite3
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap

from kanbert_desktop.resources import resource
from kanbert_desktop.ui.style.icon_cache import Drawing, IconCache

LOGO_FILE = "icons/kanbert-desktop.svg"
_LOGO_COLORS = ("#2457D6", "#FFFFFF")
_USUAL_RATIOS = frozenset({1.0, 2.0})
_MAX_ICONS, _MAX_PIXMAPS = 256, 768
"""Twice what one appearance of the whole window needs, so that trying every text size does not keep all old icons."""
_MIRRORED_NAMES = {
    f"{sign}-{side}": f"{sign}-{other}"
    for sign in ("arrow", "chevron")
    for side, other in (("left", "right"), ("right", "left"))
}
# Lucide renames icons now and then and keeps the old name as an alias.
_FIND = "SELECT svg FROM icons WHERE name = ? OR name = (SELECT name FROM icon_aliases WHERE alias = ?)"


def pixmap(name: str, color: QColor, size: int = 16, ratio: float = 1.0, stroke: float = 2.0) -> QPixmap:
    """Lucide icon `name`, `size` logical pixels square; `stroke` is the line width on Lucide's 24-pixel grid.

    Icons that point left or right are mirrored in right-to-left layouts.
    """
    return _pixmap(_mirrored_name(name), color.name(), size, ratio, stroke)


def icon(
    name: str,
    color: QColor,
    size: int = 16,
    *,
    box_size: int = 0,
    gap: int = 0,
    disabled: QColor | None = None,
) -> QIcon:
    """`box_size`: side of the square in which the icon is centred, if larger than `size`.

    `gap` adds empty pixels before a button's text: Qt has no setting for that distance.
    """
    inks = (color.name(), (disabled or color).name())
    gaps = (gap, 0) if _is_mirrored() else (0, gap)
    return _icon(_mirrored_name(name), inks, size, (max(box_size, size), *gaps), _ratios())


def logo(size: int, ratio: float = 1.0, square: QColor | None = None, bars: QColor | None = None) -> QPixmap:
    """The application's logo, in its own colours or in the theme's."""
    return _logo_pixmap(size, ratio, _name(square, _LOGO_COLORS[0]), _name(bars, _LOGO_COLORS[1]))


def _ratios() -> frozenset[float]:
    """Device pixel ratios of all screens: Qt would scale and blur a pixmap of another ratio."""
    return _USUAL_RATIOS.union(screen.devicePixelRatio() for screen in QGuiApplication.screens())


def application_icon() -> QIcon:
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(logo(size))
    return result


def _name(color: QColor | None, default: str) -> str:
    return color.name() if color is not None else default


def _is_mirrored() -> bool:
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _mirrored_name(name: str) -> str:
    return _MIRRORED_NAMES.get(name, name) if _is_mirrored() else name


@lru_cache(maxsize=_MAX_ICONS)
def _icon(
    name: str, colors: tuple[str, str], size: int, padding: tuple[int, int, int], ratios: frozenset[float]
) -> QIcon:
    result = QIcon()
    for ratio in ratios:
        for color, mode in zip(colors, (QIcon.Mode.Normal, QIcon.Mode.Disabled), strict=True):
            result.addPixmap(_padded_pixmap(name, color, size, padding, ratio), mode)
    return result


@lru_cache(maxsize=_MAX_PIXMAPS)
def _padded_pixmap(name: str, color: str, size: int, padding: tuple[int, int, int], ratio: float) -> QPixmap:
    drawn = _pixmap(name, color, size, ratio, 2.0)
    return drawn if padding == (size, 0, 0) else _padded(drawn, *padding, ratio)


def _padded(drawn: QPixmap, available: int, left: int, right: int, ratio: float) -> QPixmap:
    width = QPixmap(QSize(left + available + right, available) * ratio)
    width.setDevicePixelRatio(ratio)
    width.fill(Qt.GlobalColor.transparent)
    edge = (available - drawn.deviceIndependentSize().width()) / 2
    painter = QPainter(width)
    painter.drawPixmap(QPointF(left + edge, edge), drawn)
    painter.end()
    return width


@lru_cache(maxsize=_MAX_PIXMAPS)
def _pixmap(name: str, color: str, size: int, ratio: float, stroke: float) -> QPixmap:
    drawing = (name, color, size, ratio, stroke)
    return _rendered(drawing, lambda: _tinted_svg(name, color, stroke), size, ratio)


def _tinted_svg(name: str, color: str, stroke: float) -> str:
    return _svg(name).replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{stroke}"')


@cache
def _logo_pixmap(size: int, ratio: float, square: str, bars: str) -> QPixmap:
    def svg() -> str:
        source = resource(LOGO_FILE).read_text(encoding="utf-8")
        return source.replace(_LOGO_COLORS[0], square).replace(_LOGO_COLORS[1], bars)

    return _rendered(("logo", square, bars, size, ratio), svg, size, ratio)


def _rendered(drawing: Drawing, svg: Callable[[], str], size: int, ratio: float) -> QPixmap:
    """Returns the picture of an earlier start, or draws it. `drawing` says what it shows, and how."""
    kept = rendered_icons().get(drawing)
    image = kept if kept is not None else _render(svg(), size, ratio)
    if kept is None:
        rendered_icons().add(drawing, image)
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


def _render(svg: str, size: int, ratio: float) -> QImage:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  not for pictures that are kept

    drawn = QImage(QSize(size, size) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return drawn


@cache
def _svg(name: str) -> str:
    """Raises KeyError for an unknown name. "star:filled" is the icon "star" with its inside filled."""
    base, _, how = name.partition(":")
    row = _database().execute(_FIND, (base, base)).fetchone()
    if row is None:
        raise KeyError(name)
    return str(row[0]).replace('fill="none"', 'fill="currentColor"') if how == "filled" else str(row[0])


@cache
def _database() -> sqlite3.Connection:
    address = f"{_database_path().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


@cache
def rendered_icons() -> IconCache:
    """The pictures of this start and of earlier ones."""
    return IconCache([str(_database_path()), str(resource(LOGO_FILE))])


def _database_path() -> Path:
    """A bundle contains only the data of the package and no module, hence the search by folder."""
    found = importlib.util.find_spec("lucide")
    folders = list(found.submodule_search_locations or ()) if found is not None else []
    return Path(*folders[:1], "data", "lucide-icons.db")


def dot(color: QColor, size: int = 16) -> QIcon:
    """Filled circle of half the size: the icon of a column."""
    return _dot(color.name(), size, _ratios())


@cache
def _dot(color: str, size: int, ratios: frozenset[float]) -> QIcon:
    circle = f'<svg viewBox="0 0 24 24"><circle cx="12" cy="12" r="6" fill="{color}"/></svg>'
    result = QIcon()
    for ratio in ratios:
        result.addPixmap(_rendered(("dot", color, size, ratio), lambda: circle, size, ratio))
    return result
