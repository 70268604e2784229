"""Result list of the palette: icon, name with highlighted letters, detail; sections have a heading."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kanbert_desktop.app.boards.quick_open import Match, QuickOpenTarget, TargetKind
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import COMMANDS
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.painting import draw_highlighted
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HEADING_HEIGHT = 34, 26
_ICONS = {
    TargetKind.COMMAND: "chevron-right",
    TargetKind.TEMPLATE: "copy-plus",
    TargetKind.BOARD: "square-kanban",
    TargetKind.VIEW: "layers",
    TargetKind.PERSON: "user",
    TargetKind.CARD: "sticky-note",
}

_GAP, _MAX_WIDTHS = 16, 500
_LEAST_DETAIL = 48
"""Pixels at 100 %: a narrower rest of the row stays empty."""
_COMMAND_ICONS = {command.id.value: command.icon for command in COMMANDS}


class Detail(NamedTuple):
    """Beside the name of a result. `place` is cut before `facts`; `spoken` is what a screen reader says."""

    place: str
    facts: str = ""
    spoken: str = ""


Describe = Callable[[QuickOpenTarget], Detail | None]
"""Returns what is known of a target beyond its own detail."""


class ResultList(QListView):
    """The focus stays in the field; `match_activated` carries the match of a clicked row."""

    match_activated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paletteList")
        self._theme = theme
        self.matches: list[Match] = []
        self.details: list[Detail] = []
        self._describe: Describe = lambda _target: None
        self._described: dict[QuickOpenTarget, Detail] = {}
        self._headings: dict[int, str] = {}
        self._model = QStandardItemModel(0, 1, self)
        self.setModel(self._model)
        self.setItemDelegate(_ResultDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        add_overlay_scroll_bars(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Search results"))
        self.clicked.connect(lambda index: self.match_activated.emit(self.matches[index.row()]))

    def describe_with(self, describe: Describe) -> None:
        """Called once for each target that is shown, until this is called again."""
        self._describe = describe
        self._described = {}

    def show_sections(
        self, sections: Sequence[tuple[str, Sequence[Match]]], *, keep_selection: bool = False
    ) -> None:
        """`keep_selection`: the selected match stays selected."""
        chosen = self.current_match() if keep_selection else None
        self.matches, self.details, self._headings = [], [], {}
        self._model.clear()
        for heading, matches in sections:
            if matches:
                self._headings[len(self.matches)] = heading
                for match in matches:
                    self._add(match)
        row_to_select = next(
            (row for row, match in enumerate(self.matches) if chosen and match.target == chosen.target), 0
        )
        self.select_row(row_to_select)

    def heading_of(self, row: int) -> str:
        return self._headings.get(row, "")

    def current_match(self) -> Match | None:
        row = self.currentIndex().row()
        return self.matches[row] if 0 <= row < len(self.matches) else None

    def current_text(self) -> str:
        """What a screen reader says of the selected match; empty without one."""
        return str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def select_row(self, row: int) -> None:
        """Wraps around at both ends."""
        if self.matches:
            row %= len(self.matches)
            self.setCurrentIndex(self._model.index(row, 0))
            if row == 0:
                self.scrollToTop()

    def move_selection(self, by: int) -> None:
        self.select_row(self.currentIndex().row() + by)

    def move_page(self, by: int) -> None:
        rows = max(1, self.viewport().height() // self._theme.row_height(ROW_HEIGHT) - 1)
        self.select_row(max(0, min(len(self.matches) - 1, self.currentIndex().row() + by * rows)))

    def preferred_height(self) -> int:
        rows, headings = len(self.matches), len(self._headings)
        return self._theme.row_height(ROW_HEIGHT) * rows + self._theme.px(HEADING_HEIGHT) * headings

    def _add(self, match: Match) -> None:
        row = len(self.matches)
        self.matches.append(match)
        detail = self._detail(match.target)
        self.details.append(detail)
        item = QStandardItem(match.target.title)
        heading = self._theme.px(HEADING_HEIGHT) if row in self._headings else 0
        item.setSizeHint(QSize(100, self._theme.row_height(ROW_HEIGHT) + heading))
        item.setData(f"{match.target.title}{detail.spoken}", Qt.ItemDataRole.AccessibleTextRole)
        self._model.appendRow(item)

    def _detail(self, target: QuickOpenTarget) -> Detail:
        known = self._described.get(target)
        if known is None:
            own = Detail(target.detail, spoken=f", {target.detail}" if target.detail else "")
            known = self._described[target] = self._describe(target) or own
        return known


def _icon_of(target: QuickOpenTarget) -> str:
    """A command has its own icon."""
    return _COMMAND_ICONS.get(target.id) or _ICONS[target.kind]


class _ResultDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: ResultList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._measured_font: QFont | None = None
        self._bold_metrics = QFontMetricsF(theme.font("title"))
        self._widths: dict[str, float] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if not 0 <= index.row() < len(self._view.matches):
            return
        px, color = self._theme.px, self._theme.color
        match = self._view.matches[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(8, 0, -8, 0)
        heading = self._view.heading_of(index.row())
        if heading:
            rect = QRectF(row.left() + 8, row.top(), row.width(), px(HEADING_HEIGHT))
            painter.setFont(self._theme.font("label"))
            painter.setPen(color("muted"))
            draw_text_line(painter, mirrored_rect(painter, rect.adjusted(0, 0, -8, 0), row), heading)
            row.setTop(row.top() + px(HEADING_HEIGHT))
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent-soft" if is_chosen else "hover"))
            painter.drawRoundedRect(row, 6, 6)
        self._write(painter, row.adjusted(8, 0, -10, 0), match, index.row())
        painter.restore()

    def _write(self, painter: QPainter, whole: QRectF, match: Match, index_row: int) -> None:
        row = QRectF(whole)
        px, color, target = self._theme.px, self._theme.color, match.target
        icon = icons.pixmap(_icon_of(target), color("muted"), px(16), self._view.devicePixelRatioF())
        rect = QRectF(int(row.left()), int(row.center().y() - px(16) / 2), px(16), px(16))
        painter.drawPixmap(mirrored_rect(painter, rect, whole).topLeft(), icon)
        row.setLeft(row.left() + px(16) + 10)
        detail = self._view.details[index_row]
        title_width = self._title_width(target.title)
        width = self._write_detail(painter, row, whole, detail, row.width() - title_width - _GAP)
        row.setRight(row.right() - width)
        style = (self._theme.font("title"), color("text"), color("accent"))
        draw_highlighted(painter, mirrored_rect(painter, row, whole), target.title, match.highlights, style)

    def _write_detail(
        self, painter: QPainter, row: QRectF, whole: QRectF, detail: Detail, available: float
    ) -> float:
        """Writes the detail into what the title leaves; returns the width that it takes, with a gap."""
        font = self._theme.font("meta")
        text = shortened_detail(detail, QFontMetricsF(font), available, self._theme.px(_LEAST_DETAIL))
        if not text:
            return 0
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        draw_text_line(painter, mirrored_rect(painter, row, whole), text, at_end=True)
        return QFontMetricsF(font).horizontalAdvance(text) + _GAP

    def _title_width(self, title: str) -> float:
        """Highlighted letters are bold. A letter paints the same titles again."""
        font = self._theme.font("title")
        if font is not self._measured_font or len(self._widths) > _MAX_WIDTHS:
            self._measured_font, self._widths = font, {}
            bold = QFont(font)
            bold.setWeight(QFont.Weight.Bold)
            self._bold_metrics = QFontMetricsF(bold)
        if title not in self._widths:
            self._widths[title] = self._bold_metrics.horizontalAdvance(title)
        return self._widths[title]


def shortened_detail(detail: Detail, metrics: QFontMetricsF, available: float, least: float) -> str:
    """Returns the detail cut to the width, the place first; empty where hardly anything would be left."""
    cut = Qt.TextElideMode.ElideRight
    facts = f" · {detail.facts}" if detail.place and detail.facts else detail.facts
    left = available - metrics.horizontalAdvance(facts)
    if detail.place and left >= min(least, metrics.horizontalAdvance(detail.place)):
        return f"{metrics.elidedText(detail.place, cut, left)}{facts}"
    return metrics.elidedText(detail.facts, cut, available) if available >= least else ""
