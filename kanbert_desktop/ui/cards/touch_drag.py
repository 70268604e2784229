"""A drag by finger. It stays within the window, and its targets get the events of any other drag.

The desktop has no part in it: on Wayland Qt takes a drag that a finger began for one of another program.
"""

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.ui.cards.drag import DRAG_MARGIN, DragImage, drag_data, drag_pixmap
from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

# From 6.12 on the constructors with integer positions are deprecated; earlier versions have no others.
_Position = QPointF if QLibraryInfo.version().segments() >= [6, 12] else QPoint


class TouchDrag(QObject):
    """Lasts until the finger is lifted or taken away. `put_back`: it was lifted where it had rested.

    Nothing tells of the end of a finger whose touch screen was unplugged. So the loss of a screen ends the drag too, and
    what no user does who holds a card: a click, another window, and Escape.
    """

    ended = Signal()
    put_back = Signal(QPoint)

    def __init__(self, source: QWidget, image: DragImage, finger: FingerTracker, place: QPoint) -> None:
        super().__init__(source)
        self._window, self._start, self._has_moved = source.window(), place, False
        self._finger = finger
        self._data = drag_data(image.cards)
        self._hot_spot = image.grab_point + QPoint(DRAG_MARGIN, DRAG_MARGIN)
        self._target: QWidget | None = None
        self._picture = PlainLabel(self._window)
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture.setPixmap(
            drag_pixmap(image.pixmaps, image.cards, image.size, source.devicePixelRatio())
        )
        self._picture.adjustSize()
        self.destroyed.connect(self._picture.deleteLater)
        self._show_picture(place)
        finger.moved.connect(self.move)
        finger.released.connect(self.drop)
        finger.cancelled.connect(self.cancel)
        # All input of the window passes here.
        self._window.windowHandle().installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._give_up)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.KeyPress:
            self._give_up()
            return True
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut):
            self._give_up()
        return False

    def _give_up(self) -> None:
        """The tracker forgets the finger, and says so."""
        self._finger.cancel()

    def move(self, place: QPoint) -> None:
        distance = (place - self._start).manhattanLength()
        self._has_moved = self._has_moved or distance >= QApplication.startDragDistance()
        self._show_picture(place)
        if not self._has_moved:
            return
        target = self._target_at(place)
        if target is not self._target:
            self._leave()
            self._target = target if target is not None and self._enter(target, place) else None
        if self._target is not None:
            self._send(QDragMoveEvent, self._target, place)

    def drop(self, place: QPoint) -> None:
        self.move(place)
        target, self._target = self._target, None
        if target is not None:
            self._send(QDropEvent, target, place)
        self._end()
        if not self._has_moved:
            self.put_back.emit(place)

    def cancel(self) -> None:
        self._leave()
        self._end()

    def _end(self) -> None:
        self._picture.hide()
        self.ended.emit()
        self.deleteLater()

    def _show_picture(self, place: QPoint) -> None:
        self._picture.move(self._window.mapFromGlobal(place) - self._hot_spot)
        self._picture.show()
        self._picture.raise_()

    def _target_at(self, place: QPoint) -> QWidget | None:
        """Returns the innermost widget there that may take a drop."""
        widget = self._window.childAt(self._window.mapFromGlobal(place))
        while widget is not None and not (widget.acceptDrops() and widget.isEnabled()):
            widget = widget.parentWidget()
        return widget

    def _enter(self, target: QWidget, place: QPoint) -> bool:
        """Returns whether the target wants to know of the moves; no other may be told."""
        return self._send(QDragEnterEvent, target, place)

    def _leave(self) -> None:
        target, self._target = self._target, None
        if target is not None:
            QApplication.sendEvent(target, QDragLeaveEvent())

    def _send(self, kind: type[QDropEvent], target: QWidget, place: QPoint) -> bool:
        local = target.mapFromGlobal(place)
        position = QPointF(local) if kind is QDropEvent else _Position(local)
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = kind(position, actions, self._data, left, none)
        QApplication.sendEvent(target, event)
        return event.isAccepted()
