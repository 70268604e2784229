"""A project manager at the window: mouse, keyboard and accessible names; each movement is a step."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from tour import screen_lookup, xdotool

Match = tuple[int, int]


class SimulatedUser:
    """A click, a drag, a key chord and a typed text are one step each; looking is none.

    `steps` are those of the current task, in the format of `steps.toml`.
    """

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.dialogs: list[str] = []
        """Windows that blocked all others, by title."""

    # Looking.

    async def wait_for(self, name: str) -> None:
        """Waits until a control, a row or a card with that name, or beginning with it, is on the screen."""
        await screen_lookup.wait_until(
            lambda: screen_lookup.control(name) or screen_lookup.row(name), f"“{name}”"
        )

    async def wait_until_gone(self, name: str) -> None:
        await self.wait_until(
            lambda: not (screen_lookup.control(name) or screen_lookup.row(name)), f"the end of “{name}”"
        )

    async def wait_for_dialog(self, title: str) -> None:
        """Waits until the dialog takes the keyboard; no other window of the program can be used meanwhile."""
        await self.wait_until(lambda: _title_of(QApplication.activeWindow()) == title, f"window “{title}”")
        self._look_for_dialogs()

    async def wait_until(self, fact: Callable[[], object], what: str) -> None:
        await screen_lookup.wait_until(fact, what)

    # Acting.

    async def click(self, name: str) -> None:
        await xdotool.click(*await self._place_of(name))
        self._took(f"click {name}")

    async def choose(self, entry: str) -> None:
        """From the open menu."""
        await xdotool.click(
            *await screen_lookup.wait_until(lambda: screen_lookup.action(entry), f"“{entry}” in a menu")
        )
        self._took(f"choose {entry}")

    async def drag(self, name: str, target: str) -> None:
        start, end = await self._place_of(name), await self._place_of(target)
        # Found before the drag, whose picture is a window below the pointer.
        place = QApplication.widgetAt(*end)
        await xdotool.press_button(*start)
        await xdotool.move_pointer(start, end, lambda: screen_lookup.is_drop_target(place))
        await xdotool.release_button()
        self._took(f"drag {name}")

    async def press(self, *chords: str) -> None:
        """By their X names, such as `ctrl+shift+Right`."""
        await xdotool.press(*chords)
        self._took(*chords)

    async def write(self, text: str) -> None:
        await xdotool.write(text)
        self._took("type")

    def has_copied(self, text: str) -> None:
        """In another program."""
        QGuiApplication.clipboard().setText(text)

    def clipboard_text(self) -> str:
        """What another program would paste now."""
        return QGuiApplication.clipboard().text()

    async def _place_of(self, name: str) -> Match:
        """Waits until it is at the same place at two looks: the window may still be arranging itself."""
        await self.wait_for(name)
        seen: list[Match] = []

        def is_still() -> bool:
            seen.append(self._place_now(name))
            return seen[-1:] == seen[-2:-1]

        await self.wait_until(is_still, f"“{name}” at rest")
        return seen[-1]

    def _place_now(self, name: str) -> Match:
        """A row if there is one: a button of the same name would refer to it."""
        row = screen_lookup.row(name)
        if row is not None:
            return screen_lookup.centre_of_row(*row)
        widget = screen_lookup.control(name)
        if widget is None:
            raise screen_lookup.NotOnScreenError(name)
        seen: QPoint = widget.visibleRegion().boundingRect().center()
        there = widget.mapToGlobal(seen)
        return there.x(), there.y()

    def _took(self, *steps: str) -> None:
        self.steps += steps
        self._look_for_dialogs()

    def _look_for_dialogs(self) -> None:
        title = _title_of(QApplication.activeModalWidget())
        if title and title not in self.dialogs:
            self.dialogs.append(title)


def _title_of(window: QWidget | None) -> str:
    return window.windowTitle() if window is not None else ""
