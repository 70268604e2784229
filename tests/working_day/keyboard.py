"""A user without a pointer: presses keys, and sees at every moment where the focus is."""

import os
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from devtools.paths import BUILD
from tour import screen_lookup
from tour.screenshots import emptied_folder
from working_day.user import SimulatedUser

PICTURES = "KEYBOARD_DAY_PICTURES"
"""With this environment variable the day leaves pictures in `build/keyboard-day`, in every theme and language."""
_MOST_TABS = 60


class KeyboardUser(SimulatedUser):
    """Ends every scene with a look: the focus must be in sight. `session` names the folder of the pictures."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self.scenes: list[str] = []
        is_asked = bool(os.environ.get(PICTURES))
        self._folder = emptied_folder(BUILD / "keyboard-day" / session) if is_asked else None

    async def tab_to(self, name: str, key: str = "Tab") -> None:
        """Presses Tab until the control of that name, or beginning with it, has the focus."""
        for _ in range(_MOST_TABS):
            before = QApplication.focusWidget()
            if before is not None and screen_lookup.accessible_name(before).startswith(name):
                return
            await self.press(key)
            await self.wait_until(
                lambda before=before: QApplication.focusWidget() not in (None, before),
                f"another focus than {_description(before)}",
            )
        raise screen_lookup.NotOnScreenError(f"“{name}” by the Tab key")

    async def choose_by_arrow(self, entry: str) -> None:
        """From the open menu; opens no submenu."""
        menu = await screen_lookup.wait_until(_open_menu, "a menu")
        for _ in range(len(menu.actions())):
            before = menu.activeAction()
            if before is not None and before.text().replace("&", "") == entry:
                break
            await self.press("Down")
            await self.wait_until(
                lambda before=before: menu.activeAction() not in (None, before), "the next entry"
            )
        await self.press("Return")

    async def look(self, scene: str) -> None:
        """Waits until the focus is in sight, and takes a picture where pictures are asked for."""
        await self.wait_until(lambda: not what_is_wrong(), f"the focus in sight after “{scene}”")
        self.scenes.append(scene)
        if self._folder is not None:
            self._take(self._folder / f"{len(self.scenes):02}-{scene.replace(' ', '-')}.png")

    def _take(self, path: Path) -> None:
        """The screen where the window is: menus and completion lists are windows of their own."""
        area = self._window().frameGeometry()
        picture = QApplication.primaryScreen().grabWindow(
            0, area.left(), area.top(), area.width(), area.height()
        )
        assert picture.save(str(path)), path

    def _window(self) -> QWidget:
        """The main window, which is larger than any dialog."""
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        return max(shown, key=lambda window: window.width() * window.height())

    async def click(self, name: str) -> None:
        raise AssertionError(f"a click on “{name}” by a user without a pointer")

    async def choose(self, entry: str) -> None:
        raise AssertionError(f"a click on “{entry}” by a user without a pointer")

    async def drag(self, name: str, target: str) -> None:
        raise AssertionError(f"a drag of “{name}” to “{target}” by a user without a pointer")


def what_is_wrong() -> str:
    """Says why the focus is not in sight; "" if it is."""
    menu = _open_menu()
    if menu is not None:
        return ""
    focus = QApplication.focusWidget()
    if focus is None:
        return "nothing has the focus"
    if not focus.isVisible() or not focus.isEnabled() or focus.visibleRegion().isEmpty():
        return f"{_description(focus)} has the focus and cannot be seen"
    if isinstance(focus, QAbstractItemView) and not _is_row_in_sight(focus):
        return f"the row of {_description(focus)} cannot be seen"
    return ""


def _is_row_in_sight(view: QAbstractItemView) -> bool:
    current = view.currentIndex()
    model = view.model()
    is_empty = model is None or not model.rowCount()
    return is_empty or view.visualRect(current).intersects(view.viewport().rect())


def _open_menu() -> QMenu | None:
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QMenu) else None


def _description(widget: QWidget | None) -> str:
    if widget is None:
        return "no focus"
    return f"{type(widget).__name__} “{screen_lookup.accessible_name(widget) or widget.objectName()}”"
