"""Row, section, row buttons, binding to settings."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar, cast

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kanbert_desktop.app.settings import Setting, Settings
from kanbert_desktop.ui.settings.controls import LazyText, no_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.copy_button import CopyButton
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

_MIN_TEXT_WIDTH = 220
"""Of the words beside a control, in pixels at 100 %; with less, the control goes below them."""


class Control(Protocol):
    """Whatever stands at a row's right: it is called as the row is."""

    def apply_appearance(self, name: str, description: str) -> None: ...


class SettingRow(QFrame):
    """`fixed_by` says who else has decided; while it says anything, the controls are disabled."""

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
        self.note_label = plain_label("muted", self)
        self._lock = PlainLabel(self)
        self._lay_out()

    def matches(self, words: Sequence[str]) -> bool:
        """All of these words, in lower case, are in what it says."""
        said = f"{self._name()} {self._hint()}".casefold()
        return all(word in said for word in words)

    def apply_appearance(self) -> None:
        """Theme or language changed, or what it says."""
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

    def show_note(self, words: str, *, is_locked: bool) -> None:
        self.note_label.setText(words)
        self.note_label.setVisible(bool(words))
        self._lock.setVisible(is_locked)
        side, ratio = self._theme.px(13), self.devicePixelRatioF()
        self._lock.setPixmap(icons.pixmap("lock", self._theme.color("muted"), side, ratio))

    def _lay_out(self) -> None:
        for label in (self.title_label, self.hint_label, self.note_label):
            label.setWordWrap(True)
        said = QWidget(self)
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self.title_label)
        words.addWidget(self.hint_label)
        noted = QHBoxLayout()
        noted.setSpacing(6)
        noted.addWidget(self._lock)
        noted.addWidget(self.note_label, 1)
        words.addLayout(noted)
        self._control_area = QWidget(self)
        side = QHBoxLayout(self._control_area)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        for control in self.controls:
            side.addWidget(control)
        # Whatever room there is beyond the controls belongs to the words.
        self._control_area.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._control_area.setVisible(bool(self.controls))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setSpacing(16)
        self._box.addWidget(said, 1)
        self._box.addWidget(self._control_area, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._control_area.sizeHint().width() + self._theme.px(_MIN_TEXT_WIDTH)
        is_narrow = bool(self.controls) and wanted > self.width()
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
        """These instead of those that are there."""
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
        """Shows the rows that say all of these words, or all where the heading does; whether there are any."""
        heading = self._name().casefold()
        all_of_it = all(word in heading for word in words)
        shown = [row for row in self.rows if all_of_it or row.matches(words)]
        for row in self.rows:
            row.setVisible(row in shown)
            # The first one has no line above it.
            set_style_property(row, "first", row in shown[:1])
        self.setVisible(bool(shown))
        return bool(shown)


class ActionButton(QPushButton):
    """A screen reader says the row's name after the button's words: there are several "Switch"."""

    def __init__(self, theme: Theme, words: LazyText, act: Callable[[], object], icon: str = "") -> None:
        super().__init__()
        self._theme, self._text, self._icon = theme, words, icon
        self.clicked.connect(lambda _checked=False: act())

    def apply_appearance(self, name: str, description: str) -> None:
        self.setText(self._text())
        self.setAccessibleName(f"{self.text()}: {name}")
        self.setAccessibleDescription(description)
        if self._icon:
            set_button_icon(self, self._theme, self._icon)


class CopyTextButton(CopyButton):
    """Dressed by its row like every control: with the row's name and what that says."""

    def __init__(self, theme: Theme, words: LazyText, value: Callable[[], str]) -> None:
        super().__init__(theme, value)
        self._caption = words

    def apply_appearance(self, words: str, name: str = "") -> None:
        super().apply_appearance(self._caption(), f"{self._caption()}: {words}")
        self.setAccessibleDescription(name)


T = TypeVar("T", str, int, bool)
C_contra = TypeVar("C_contra", str, int, bool, contravariant=True)


class ValueControl(Protocol[C_contra]):
    """A control; `chosen` carries what the person chose, never what it was told to show."""

    @property
    def chosen(self) -> SignalInstance: ...

    def show_value(self, value: C_contra, /) -> None: ...


class SettingsBinding:
    """Of one page; `end` when that goes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._unsubscribers: list[Callable[[], None]] = []

    def bind(self, setting: Setting[T], control: ValueControl[T]) -> None:
        control.show_value(self._settings.get(setting))
        control.chosen.connect(lambda value: self._settings.put(setting, value))
        self.watch(setting, control.show_value)

    def watch(self, setting: Setting[T], show: Callable[[T], None]) -> None:
        """`show` is called with each new value."""

        def changed(name: str) -> None:
            if name == setting.name:
                show(self._settings.get(setting))

        self._unsubscribers.append(self._settings.subscribe(changed))

    def get(self, setting: Setting[T]) -> T:
        return self._settings.get(setting)

    def close(self) -> None:
        for end in self._unsubscribers:
            end()
