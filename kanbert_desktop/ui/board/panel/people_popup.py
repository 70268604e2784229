"""Choose who is assigned: type a few letters, Enter takes the first."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.domain.untrusted_text import in_one_line
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.board.panel.popup import Popup
from kanbert_desktop.ui.board.people import AVATAR, avatar
from kanbert_desktop.ui.composing import Composing
from kanbert_desktop.ui.scrolling import use_overlay_bars
from kanbert_desktop.ui.theme import Theme

_ID = Qt.ItemDataRole.UserRole


class SearchField(Composing, QLineEdit):
    """Up, Down and Enter belong to the list below."""

    steered = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.steered.emit(step)


class PeoplePopup(Popup):
    """`chosen` carries a person's id, or None for nobody."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, people: Sequence[Person], now: PersonId | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(tr("Choose an assignee"))
        self.search = SearchField(self)
        self.search.setPlaceholderText(tr("Find a person"))
        self.search.setAccessibleName(tr("Find a person"))
        self.list = QListWidget(self)
        self.list.setObjectName("peopleList")
        self.list.setAccessibleName(tr("People"))
        use_overlay_bars(self.list, sideways=True)
        self.list.setIconSize(QSize(theme.px(AVATAR), theme.px(AVATAR)))
        self.box.addWidget(self.search)
        self.box.addWidget(self.list)
        self._fill(people, now)
        rows = min(8, self.list.count()) * max(self.list.sizeHintForRow(1), self.list.sizeHintForRow(0))
        self.list.setFixedSize(theme.px(260), rows + 4)
        self.search.textChanged.connect(self._narrow)
        self.search.steered.connect(self._step)
        self.search.returnPressed.connect(self._take)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.list.itemActivated.connect(lambda _item: self._take())
        self.search.setFocus()

    def _fill(self, people: Sequence[Person], now: PersonId | None) -> None:
        side = self._theme.px(AVATAR)
        none = icons.icon("user-x", self._theme.color("muted"), self._theme.px(16), room=side)
        nobody = QListWidgetItem(none, tr("Nobody"))
        nobody.setData(_ID, None)
        self.list.addItem(nobody)
        for person in people:
            face = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                face.addPixmap(avatar(self._theme, person, side, self.devicePixelRatioF(), people), mode)
            item = QListWidgetItem(face, in_one_line(person.name))
            item.setData(_ID, person.id)
            self.list.addItem(item)
            if person.id == now:
                self.list.setCurrentItem(item)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            name = item.text().casefold()
            item.setHidden(not all(word in name for word in words))
            first = first or (None if item.isHidden() else item)
        if first is not None:
            self.list.setCurrentItem(first)

    def _step(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += step

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.close()
            self.chosen.emit(item.data(_ID))
