"""Assignee, due, priority, visibility; field button; drafts of fields."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QMenu,
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
from kanbert_desktop.ui.cards.texts import OPEN_COLUMNS, DueTone, due_icon, due_tone, long_date
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_editable
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, menu_text, wrapped_tooltip
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE, avatar_pixmap
from kanbert_desktop.ui.widgets.popups import open_menu_below


class FieldButton(QPushButton):
    """A name of any length leaves the panel its width: the icon gives way first, then the end of the words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panelField")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_value(self, name: str, words: str, icon: QIcon, size: int) -> None:
        """`name` says what the words are of; `size` is the icon's, in pixels."""
        self._words = words
        self.setText(menu_text(words))
        self.setIcon(icon)
        self.setIconSize(QSize(size, size))
        self.setAccessibleName(f"{name}: {words}")

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        missing = self._missing()
        if missing > 0:
            option.icon = QIcon()
            option.text = self._cut(missing - option.iconSize.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            cut = self._cut(self._missing() - self.iconSize().width()) != self.text()
            QToolTip.showText(event.globalPos(), wrapped_tooltip(self._words) if cut else "", self)
            return True
        return super().event(event)

    def _missing(self) -> int:
        """Pixels that words and icon together would need beyond its width."""
        return self.sizeHint().width() - self.width()

    def _cut(self, by: int) -> str:
        """The words, shorter by so many pixels."""
        if by <= 0:
            return self.text()
        metrics = self.fontMetrics()
        room = metrics.horizontalAdvance(self.text()) - by
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class PanelFields(QWidget):
    """Each field is a button that opens its choice; `…_wished` carry what was chosen."""

    assignee_requested = Signal(object)
    due_requested = Signal(object)
    priority_requested = Signal(object)
    visibility_requested = Signal(bool)

    def __init__(self, desk: BoardService, theme: Theme, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._service, self._theme, self._today = desk, theme, today
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
        words = tr("Everyone with access") if card.is_public else tr("Project team only")
        self._say(
            self.visibility, words, self._icon("globe" if card.is_public else "users"), self._labels[3].text()
        )

    def set_editable(self, can_write: bool) -> None:
        set_editable(can_write, self.assignee, self.due, self.priority, self.visibility)

    def apply_appearance(self) -> None:
        """Theme or language changed."""
        self._grid.setColumnMinimumWidth(0, self._theme.px(96))
        words = (tr("Assignee"), tr("Due"), tr("Priority"), tr("Visible to"))
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        if self._card is not None:
            self.show_card(self._card)

    def _row(self, act: Callable[[], None]) -> FieldButton:
        row = len(self._labels)
        label = PlainLabel(self)
        label.setProperty("role", "label")
        field = FieldButton(self)
        label.setBuddy(field)
        field.clicked.connect(act)
        self._labels.append(label)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        return field

    def _say(self, field: FieldButton, words: str, icon: QIcon, name: str) -> None:
        field.show_value(name, words, icon, self._theme.px(AVATAR_SIZE))

    def _show_assignee(self, card: Card) -> None:
        person = self._service.person(card.assignee) if card.assignee else None
        if person is None:
            words = tr("Unknown person") if card.assignee else tr("Nobody")
            self._say(self.assignee, words, self._icon("user"), self._labels[0].text())
            return
        size, ratio = self._theme.px(AVATAR_SIZE), self.devicePixelRatioF()
        picture = avatar_pixmap(self._theme, person, size, ratio, self._service.all_people())
        self._say(self.assignee, person.name, QIcon(picture), self._labels[0].text())

    def _show_due(self, card: Card) -> None:
        today = self._today()
        words = long_date(card.due, today) if card.due else tr("No due date")
        tone = due_tone(card.due, today, card.column in OPEN_COLUMNS) if card.due else DueTone.PLAIN
        self._say(self.due, words, self._icon(due_icon(tone)), self._labels[1].text())
        set_style_property(self.due, "tone", tone.value)

    def _show_priority(self, card: Card) -> None:
        """Hidden where no card at all has one: there would be nothing to choose."""
        is_known = card.priority is not None or bool(self._service.priorities())
        for part in (self._labels[2], self.priority):
            part.setVisible(is_known)
        if card.priority is None:
            self._say(self.priority, tr("No priority"), self._icon("flag"), self._labels[2].text())
            return
        color = QColor(card.priority.color or "")
        ink = readable_color(color, self._theme) if color.isValid() else self._theme.color("muted")
        icon = icons.icon("flag", ink, self._theme.px(16), box_size=self._theme.px(AVATAR_SIZE))
        self._say(self.priority, card.priority.title, icon, self._labels[2].text())

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
        menu = QMenu(self)
        menu.setAccessibleName(self.visibility.accessibleName())
        for words, is_public in ((tr("Project team only"), False), (tr("Everyone with access"), True)):
            action = menu.addAction(self._icon("globe" if is_public else "users"), words)
            action.triggered.connect(
                lambda _checked=False, wish=is_public: self.visibility_requested.emit(wish)
            )
        open_menu_below(self.visibility, menu)


_DRAFT_MS = 400


class FieldDraftSaver(QObject):
    """`name` tells the fields of one card apart; `unsaved` gives the text, "" where there is nothing to keep.

    A draft that was `put_aside` outlives an empty field. `changed` comes when there is one now, or none any more.
    """

    changed = Signal()

    def __init__(self, desk: BoardService, name: str, unsaved: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._service, self._name, self._unsaved = desk, name, unsaved
        self._key: CardKey | None = None
        self._is_aside = False
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.save)

    @property
    def hidden_draft(self) -> str:
        """The draft that the field does not show."""
        return self._service.local.draft(self._place()) if self._is_aside and not self._unsaved() else ""

    def load(self, key: CardKey) -> str:
        """From now on it is that card's; answers what was left unsaved there."""
        self._timer.stop()
        self._key = key
        draft = self._service.local.draft(self._place())
        self._is_aside = bool(draft)
        return draft

    def schedule_save(self) -> None:
        self._timer.start()

    def save(self) -> None:
        self._timer.stop()
        text = self._unsaved()
        if self._key is None or (self._is_aside and not text):
            return
        self._is_aside = False
        self._service.local.save_draft(self._place(), text)
        self.changed.emit()

    def save_hidden(self, text: str) -> None:
        """The field shows something else from now on; the text is kept."""
        self._timer.stop()
        if self._key is None:
            return
        self._is_aside = bool(text)
        self._service.local.save_draft(self._place(), text)
        self.changed.emit()

    def discard(self) -> None:
        """It is saved, or not wanted."""
        self.save_hidden("")

    def _place(self) -> str:
        return f"{self._name}:{self._key}"
