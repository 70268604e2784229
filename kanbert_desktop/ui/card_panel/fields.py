"""Short fields of the card (assignee, due date, priority, visibility), and drafts of its text fields."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.ui.cards.painter import readable_color
from kanbert_desktop.ui.cards.pickers import AssigneePicker, DueDatePicker, priority_menu
from kanbert_desktop.ui.cards.texts import (
    OPEN_COLUMNS,
    DueTone,
    due_icon,
    due_tone,
    long_date,
    priority_title,
)
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_editable
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, menu_text, wrapped_tooltip
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE, avatar_pixmap
from kanbert_desktop.ui.widgets.popups import Menu, open_menu_below

_DRAFT_MS = 400


class FieldButton(QPushButton):
    """Keeps the width of the panel with any text: first the icon is hidden, then the text is elided."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panelField")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_value(self, name: str, text: str, icon: QIcon, size: int) -> None:
        """Shows `text` as the value of the field `name`; `size` is the icon's in pixels."""
        self._text = text
        self.setText(menu_text(text))
        self.setIcon(icon)
        self.setIconSize(QSize(size, size))
        self.setAccessibleName(f"{name}: {text}")

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        missing = self._missing_width()
        if missing > 0:
            option.icon = QIcon()
            option.text = self._elided(missing - option.iconSize.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            is_elided = self._elided(self._missing_width() - self.iconSize().width()) != self.text()
            QToolTip.showText(event.globalPos(), wrapped_tooltip(self._text) if is_elided else "", self)
            return True
        return super().event(event)

    def _missing_width(self) -> int:
        """Returns the pixels by which text and icon exceed the width."""
        return self.sizeHint().width() - self.width()

    def _elided(self, by: int) -> str:
        """Returns the text, shorter by so many pixels."""
        if by <= 0:
            return self.text()
        metrics = self.fontMetrics()
        available = metrics.horizontalAdvance(self.text()) - by
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, available)


class PanelFields(QWidget):
    """Each field is a button that opens its picker; the signals carry the chosen value."""

    assignee_requested = Signal(object)
    due_requested = Signal(object)
    priority_requested = Signal(object)
    visibility_requested = Signal(bool)

    def __init__(
        self, service: BoardService, theme: Theme, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._service, self._theme, self._today = service, theme, today
        self._card: Card | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []
        self.assignee = self._row(self._choose_assignee)
        self.due = self._row(self._choose_due)
        self.priority = self._row(self._choose_priority)
        self.visibility = self._row(self._choose_visibility)
        self.apply_appearance()

    def show_card(self, card: Card) -> None:
        self._card = card
        self._show_assignee(card)
        self._show_due(card)
        self._show_priority(card)
        text = tr("Clients too") if card.is_public else tr("Project team only")
        self._show_value(
            self.visibility, text, self._icon("globe" if card.is_public else "users"), self._labels[3].text()
        )

    def set_editable(self, can_write: bool) -> None:
        set_editable(can_write, self.assignee, self.due, self.priority, self.visibility)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self._grid.setColumnMinimumWidth(0, self._theme.px(96))
        words = (tr("Assignee"), tr("Due"), tr("Priority"), tr("Visible to"))
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        if self._card is not None:
            self.show_card(self._card)

    def _row(self, handler: Callable[[], None]) -> FieldButton:
        row = len(self._labels)
        label = PlainLabel(self)
        label.setProperty("role", "label")
        field = FieldButton(self)
        label.setBuddy(field)
        field.clicked.connect(handler)
        self._labels.append(label)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        return field

    def _show_value(self, field: FieldButton, text: str, icon: QIcon, name: str) -> None:
        field.show_value(name, text, icon, self._theme.px(AVATAR_SIZE))

    def _show_assignee(self, card: Card) -> None:
        person = self._service.person(card.assignee) if card.assignee else None
        if person is None:
            text = tr("Unknown person") if card.assignee else tr("Unassigned")
            self._show_value(self.assignee, text, self._icon("user"), self._labels[0].text())
            return
        size, ratio = self._theme.px(AVATAR_SIZE), self.devicePixelRatioF()
        pixmap = avatar_pixmap(self._theme, person, size, ratio, self._service.all_people())
        self._show_value(self.assignee, person.name, QIcon(pixmap), self._labels[0].text())

    def _show_due(self, card: Card) -> None:
        today = self._today()
        text = long_date(card.due, today) if card.due else tr("No due date")
        tone = due_tone(card.due, today, card.column in OPEN_COLUMNS) if card.due else DueTone.PLAIN
        self._show_value(self.due, text, self._icon(due_icon(tone)), self._labels[1].text())
        set_style_property(self.due, "tone", tone.value)

    def _show_priority(self, card: Card) -> None:
        """Hides the field if no card at all has a priority: there is nothing to choose."""
        is_known = card.priority is not None or bool(self._service.priorities())
        for part in (self._labels[2], self.priority):
            part.setVisible(is_known)
        if card.priority is None:
            self._show_value(self.priority, tr("No priority"), self._icon("flag"), self._labels[2].text())
            return
        color = QColor(card.priority.color or "")
        readable = readable_color(color, self._theme) if color.isValid() else self._theme.color("muted")
        icon = icons.icon("flag", readable, self._theme.px(16), box_size=self._theme.px(AVATAR_SIZE))
        self._show_value(self.priority, priority_title(card.priority), icon, self._labels[2].text())

    def _icon(self, name: str) -> QIcon:
        return icons.icon(
            name, self._theme.color("muted"), self._theme.px(16), box_size=self._theme.px(AVATAR_SIZE)
        )

    def _choose_assignee(self) -> None:
        if self._card is None:
            return
        popup = AssigneePicker(self._theme, self._service.people(), self._card.assignee, self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self.assignee_requested)
        popup.open_below(self.assignee)

    def _choose_due(self) -> None:
        if self._card is None:
            return
        popup = DueDatePicker(self._theme, self._card.due, self._today(), self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self.due_requested)
        popup.open_below(self.due)

    def _choose_priority(self) -> None:
        if self._card is None:
            return
        known = self._service.priorities()
        menu = priority_menu(self, self._theme, known, self._card.priority, self.priority_requested.emit)
        open_menu_below(self.priority, menu)

    def _choose_visibility(self) -> None:
        menu = Menu(self)
        menu.setAccessibleName(self.visibility.accessibleName())
        for text, is_public in ((tr("Project team only"), False), (tr("Clients too"), True)):
            action = menu.addAction(self._icon("globe" if is_public else "users"), text)
            action.triggered.connect(
                lambda _checked=False, public=is_public: self.visibility_requested.emit(public)
            )
        open_menu_below(self.visibility, menu)


class FieldDraftSaver(QObject):
    """`name` identifies the field of a card; `unsaved` returns its text, "" if there is nothing to save.

    A draft saved by `save_hidden` is kept while the field is empty. `changed` is emitted when a draft appears or
    disappears.
    """

    changed = Signal()

    def __init__(self, service: BoardService, name: str, unsaved: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._service, self._name, self._unsaved = service, name, unsaved
        self._key: CardKey | None = None
        self._is_hidden = False
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.save)

    @property
    def hidden_draft(self) -> str:
        """The draft that the field does not show."""
        return self._service.local.draft(self._draft_key()) if self._is_hidden and not self._unsaved() else ""

    def load(self, key: CardKey) -> str:
        """Switches to that card and returns its draft."""
        self._timer.stop()
        self._key = key
        draft = self._service.local.draft(self._draft_key())
        self._is_hidden = bool(draft)
        return draft

    def release(self) -> None:
        """From now on nothing is saved until a card is loaded."""
        self._timer.stop()
        self._key = None

    def schedule_save(self) -> None:
        self._timer.start()

    def save(self) -> None:
        self._timer.stop()
        text = self._unsaved()
        if self._key is None or (self._is_hidden and not text):
            return
        self._is_hidden = False
        self._service.local.save_draft(self._draft_key(), text)
        self.changed.emit()

    def save_hidden(self, text: str) -> None:
        """Saves a draft that the field no longer shows."""
        self._timer.stop()
        if self._key is None:
            return
        self._is_hidden = bool(text)
        self._service.local.save_draft(self._draft_key(), text)
        self.changed.emit()

    def discard(self) -> None:
        """Deletes the draft: its text was saved or discarded."""
        self.save_hidden("")

    def _draft_key(self) -> str:
        return f"{self._name}:{self._key}"
