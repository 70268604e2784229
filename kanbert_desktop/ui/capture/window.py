"""Capture window, and the controller that opens it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label

if TYPE_CHECKING:
    from kanbert_desktop.ui.capture.form import CaptureForm

WINDOW_WIDTH = 560
_FLAGS = Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class CaptureWindow(QFrame):
    """Window with a capture form, or with a sign-in button if nobody is signed in.

    It opens in the upper third of the screen that contains the pointer and does not remember its position.
    """

    added = Signal(object, str)
    sign_in_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        service: BoardService | None,
        theme: Theme,
        today: Callable[[], date],
        is_alone: Callable[[], bool],
    ) -> None:
        super().__init__(None, _FLAGS)
        self.setObjectName("captureWindow")
        self.service, self._theme = service, theme
        self._title, self._close = plain_label("strong", self), QToolButton(self)
        self._close.clicked.connect(self.hide_window)
        self.form = self._new_form(service, today, is_alone) if service is not None else None
        self.signed_out_label, self.sign_in_button = plain_label("", self), QPushButton(self)
        self.sign_in_button.setProperty("kind", "primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 14)
        box.setSpacing(8)
        box.addLayout(horizontal_box(self._title, 1, self._close))
        self._fill(box)
        self.apply_appearance()
        self.installEventFilter(self)

    def _new_form(
        self, service: BoardService, today: Callable[[], date], is_alone: Callable[[], bool]
    ) -> "CaptureForm":
        from kanbert_desktop.ui.capture.form import CaptureForm  # noqa: PLC0415  seldom needed: 0.8 MiB

        return CaptureForm(service, self._theme, today, is_alone, self)

    def open(self) -> None:
        """Shows the window in front, with the draft, and focuses the line."""
        self.setFixedWidth(self._theme.px(WINDOW_WIDTH))
        if not self.isVisible():
            if self.form is not None:
                self.form.start()
            self._fit()
            self._move_to_screen()
        self.show()
        self.raise_()
        self.activateWindow()
        field = self.form.quick_add.field if self.form is not None else self.sign_in_button
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_window(self) -> None:
        """The typed text stays a draft."""
        self.hide()

    def apply_appearance(self) -> None:
        self.setWindowTitle(tr("New card"))
        self._title.setText(tr("New card"))
        self._close.setAccessibleName(tr("Close"))
        self._close.setToolTip(tr("Close"))
        self._close.setIcon(icons.icon("x", self._theme.color("muted"), self._theme.px(16)))
        self.signed_out_label.setText(tr("You are not signed in. Sign in to add a card."))
        self.sign_in_button.setText(tr("Sign in"))
        if self.form is not None:
            self.form.apply_appearance()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Fits the height to the content, also when it shrinks. No `event` override: see `AppearanceWatcher`."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide_window()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focusWidget() is self.sign_in_button
        ):
            self.sign_in_button.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.form is not None:
            self.form.save_draft()
        self.closed.emit()

    def _fill(self, box: QVBoxLayout) -> None:
        for part in (self.signed_out_label, self.sign_in_button):
            part.setVisible(self.form is None)
        if self.form is None:
            self.signed_out_label.setWordWrap(True)
            self.sign_in_button.clicked.connect(self.sign_in_requested)
            box.addWidget(self.signed_out_label)
            box.addLayout(horizontal_box(1, self.sign_in_button))
            return
        box.addWidget(self.form)
        self.form.closed.connect(self.hide_window)
        self.form.added.connect(self.added)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _move_to_screen(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        available = screen.availableGeometry()
        self.move(
            available.topLeft() + QPoint((available.width() - self.width()) // 2, available.height() // 4)
        )


class CaptureController(QObject):
    """Opens the capture window.

    `change_queued` carries a change and text for the main window's toast; `sign_in_requested` asks for the main window.
    """

    change_queued = Signal(object, str)
    sign_in_requested = Signal()

    def __init__(
        self,
        application: Application,
        theme: Theme,
        main: QWidget,
        current: Callable[[], QWidget] | None = None,
    ) -> None:
        """`current` returns the window that was used last, `main` where there is only that one."""
        super().__init__(main)
        self._application, self._theme = application, theme
        self._current = current or (lambda: main)
        self.window: CaptureWindow | None = None
        self._came_from_main = False

    def open(self) -> None:
        service = self._application.service
        if self.window is None or self.window.service is not service:
            self.close()
            self.window = self._make(service)
        if not self.window.isVisible():
            self._came_from_main = self._current().isActiveWindow()
        self.window.open()

    def save_draft(self) -> None:
        if self.window is not None and self.window.form is not None:
            self.window.form.save_draft()

    def close(self) -> None:
        """Closes the window and saves its draft."""
        window, self.window = self.window, None
        if window is not None:
            window.hide_window()
            window.deleteLater()

    def apply_appearance(self) -> None:
        """Updates a visible window; a hidden one is created again when needed."""
        if self.window is not None and self.window.isVisible():
            self.window.apply_appearance()
        else:
            self.close()

    def _make(self, service: BoardService | None) -> CaptureWindow:
        window = CaptureWindow(service, self._theme, today, lambda: not self._current().isVisible())
        window.added.connect(self.change_queued)
        window.sign_in_requested.connect(self._on_sign_in)
        window.closed.connect(self._on_closed)
        return window

    def _on_closed(self) -> None:
        """Returns the focus to the main window; the desktop does so for other programs."""
        main = self._current()
        if self._came_from_main and main.isVisible():
            main.activateWindow()

    def _on_sign_in(self) -> None:
        self.close()
        self.sign_in_requested.emit()
