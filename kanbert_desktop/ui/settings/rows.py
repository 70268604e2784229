"""Setting rows and sections, row buttons, binding of controls to settings."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar, cast

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.settings import Setting, Settings
from kanbert_desktop.ui.settings.controls import LazyText, no_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.copy_button import CopyButton
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

_MIN_TEXT_WIDTH = 220
"""Pixels at 100 % beside a control; with less space the control is placed below the text."""
T = TypeVar("T", str, int, bool)
C_contra = TypeVar("C_contra", str, int, bool, contravariant=True)


class Control(Protocol):
    """A control of a row, with the row's accessible name and description."""

    def apply_appearance(self, name: str, description: str) -> None: ...


class SettingRow(QFrame):
    """`locked_reason` says who has fixed the value; while it returns text, the controls are disabled.

    A page has forty rows, and Qt keeps 7 KiB of style rules a widget: what few rows show is created for those.
    """

    def __init__(
        self,
        theme: Theme,
        name: LazyText,
        hint: LazyText = no_text,
        controls: Sequence[QWidget] = (),
        locked_reason: LazyText = no_text,
    ) -> None:
        super().__init__()
        self.setObjectName("settingRow")
        self._theme, self._name, self._hint, self._fixed_by = theme, name, hint, locked_reason
        self.controls = controls
        self.title_label, self.hint_label = plain_label("title", self), plain_label("muted", self)
        self.note_label: QLabel | None = None
        self._lock: QLabel | None = None
        self._build_layout()

    def matches(self, words: Sequence[str]) -> bool:
        """Whether name and hint contain all these lower-case words."""
        text = f"{self._name()} {self._hint()}".casefold()
        return all(word in text for word in words)

    def apply_appearance(self) -> None:
        """Updates texts and controls."""
        name, hint, note = self._name(), self._hint(), self._fixed_by()
        self.title_label.setText(name)
        self.show_hint(hint)
        self.show_note(note, is_locked=bool(note))
        for control in self.controls:
            control.setEnabled(not note)
            cast("Control", control).apply_appearance(name, note or hint)
        self._box.setContentsMargins(
            mirrored_margins(16, self._theme.spacing(11), 12, self._theme.spacing(11))
        )
        self._fit()

    def show_hint(self, hint: str, *, is_problem: bool = False) -> None:
        self.hint_label.setText(hint)
        self.hint_label.setVisible(bool(hint))
        set_style_property(self.hint_label, "problem", is_problem)

    def show_note(self, text: str, *, is_locked: bool) -> None:
        if self.note_label is None or self._lock is None:
            if not text and not is_locked:
                return
            self.note_label, self._lock = self._add_note()
        self.note_label.setText(text)
        self.note_label.setVisible(bool(text))
        self._lock.setVisible(is_locked)
        size, ratio = self._theme.px(13), self.devicePixelRatioF()
        self._lock.setPixmap(icons.pixmap("lock", self._theme.color("muted"), size, ratio))

    def _add_note(self) -> tuple[QLabel, QLabel]:
        """Returns the labels of text and lock, below the hint."""
        note, lock = plain_label("muted", self), PlainLabel(self)
        note.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(lock)
        line.addWidget(note, 1)
        self._text.addLayout(line)
        set_reading_order(lock, note, *((self._control_area,) if self.controls else ()))
        return note, lock

    def _build_layout(self) -> None:
        for label in (self.title_label, self.hint_label):
            label.setWordWrap(True)
        text = self._text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self.title_label)
        text.addWidget(self.hint_label)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setSpacing(16)
        self._box.addLayout(text, 1)
        if self.controls:
            self._control_area = self._area_of_controls()
            self._box.addWidget(self._control_area, 0, Qt.AlignmentFlag.AlignVCenter)

    def _area_of_controls(self) -> QWidget:
        area = QWidget(self)
        box = QHBoxLayout(area)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for control in self.controls:
            box.addWidget(control)
        # The text gets the remaining space.
        area.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Places the controls below the text where there is too little space beside it."""
        if not self.controls:
            return
        wanted = self._control_area.sizeHint().width() + self._theme.px(_MIN_TEXT_WIDTH)
        is_narrow = wanted > self.width()
        down = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != down:
            self._box.setDirection(down)
            self._box.setSpacing(8 if is_narrow else 16)
            where = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignVCenter
            self._box.setAlignment(self._control_area, where)


class SettingsSection(QWidget):
    def __init__(self, name: LazyText, rows: Sequence[SettingRow]) -> None:
        super().__init__()
        self._name = name
        self.rows: list[SettingRow] = []
        self.heading_label = plain_label("strong", self)
        self._card = QFrame(self)
        self._card.setObjectName("settingCard")
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.heading_label.setContentsMargins(4, 0, 4, 0)
        box.addWidget(self.heading_label)
        box.addWidget(self._card)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[SettingRow]) -> None:
        """Replaces all rows."""
        for row in self.rows:
            self._inside.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = list(rows)
        for row in self.rows:
            self._inside.addWidget(row)

    def apply_appearance(self) -> None:
        self.heading_label.setText(self._name())
        for row in self.rows:
            row.apply_appearance()

    def filter_rows(self, words: Sequence[str]) -> bool:
        """Shows the rows that match all words, or all rows if the heading does; returns whether any are shown."""
        heading = self._name().casefold()
        all_of_it = all(word in heading for word in words)
        shown = [row for row in self.rows if all_of_it or row.matches(words)]
        for row in self.rows:
            row.setVisible(row in shown)
            # The first row has no line above it.
            set_style_property(row, "first", row in shown[:1])
        self.setVisible(bool(shown))
        return bool(shown)


class ActionButton(QPushButton):
    """The accessible name includes the row's name, because several buttons have the same text."""

    def __init__(self, theme: Theme, text: LazyText, action: Callable[[], object], icon: str = "") -> None:
        super().__init__()
        self._theme, self._text, self._icon = theme, text, icon
        self.clicked.connect(lambda _checked=False: action())

    def apply_appearance(self, name: str, description: str) -> None:
        self.setText(self._text())
        self.setAccessibleName(f"{self.text()}: {name}")
        self.setAccessibleDescription(description)
        if self._icon:
            set_button_icon(self, self._theme, self._icon)


class CopyTextButton(CopyButton):
    """Copy button whose accessible name includes the row's name."""

    def __init__(self, theme: Theme, text: LazyText, value: Callable[[], str]) -> None:
        super().__init__(theme, value)
        self._caption = text

    def apply_appearance(self, text: str, name: str = "") -> None:
        super().apply_appearance(self._caption(), f"{self._caption()}: {text}")
        self.setAccessibleDescription(name)


class ValueControl(Protocol[C_contra]):
    """A control for one value; `chosen` is emitted for the user's choices only, not for `show_value`."""

    @property
    def chosen(self) -> SignalInstance: ...

    def show_value(self, value: C_contra, /) -> None: ...


class SettingsBinding:
    """Keeps controls and settings equal in both directions; call `close` with the page."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._unsubscribers: list[Callable[[], None]] = []

    def bind(self, setting: Setting[T], control: ValueControl[T]) -> None:
        control.show_value(self._settings.get(setting))
        control.chosen.connect(lambda value: self._settings.put(setting, value))
        self.watch(setting, control.show_value)

    def watch(self, setting: Setting[T], show: Callable[[T], None]) -> None:
        """Calls `show` with each new value."""

        def changed(name: str) -> None:
            if name == setting.name:
                show(self._settings.get(setting))

        self._unsubscribers.append(self._settings.subscribe(changed))

    def get(self, setting: Setting[T]) -> T:
        return self._settings.get(setting)

    def close(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()
