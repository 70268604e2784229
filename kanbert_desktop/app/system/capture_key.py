"""The key that opens the window for a new card from anywhere, once the user has asked the desktop for one."""

import logging
from collections.abc import Callable
from enum import StrEnum

from kanbert_desktop.app.settings import GLOBAL_CAPTURE, Settings
from kanbert_desktop.app.system.global_shortcut import GlobalShortcut, PortalUnavailable, ShortcutDeclined
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.app.translation import tr

TASK = "capture-key"
_ID, _PREFERRED = "new-card", "CTRL+SHIFT+n"
log = logging.getLogger(__name__)


class KeyState(StrEnum):
    OFF = "off"
    ASKING = "asking"
    ON = "on"
    DECLINED = "declined"
    UNAVAILABLE = "unavailable"


class CaptureKey:
    """`trigger` is the key as the desktop writes it, or "" if it does not say. `pressed` gets the activation token, or ""."""

    def __init__(self, settings: Settings, tasks: Tasks) -> None:
        self._settings, self._tasks = settings, tasks
        self._watchers: list[Callable[[], object]] = []
        self.pressed: Callable[[str], object] = lambda _token: None
        self.state, self.trigger = KeyState.OFF, ""

    def subscribe(self, changed: Callable[[], object]) -> Callable[[], None]:
        """Returns a function that unsubscribes."""
        self._watchers.append(changed)
        return lambda: self._watchers.remove(changed)

    def ask(self) -> None:
        """Asks the desktop for a key, which asks the user. Does nothing while it does."""
        if self.state is not KeyState.ASKING:
            self._set(KeyState.ASKING)
            self._tasks.start(TASK, self._run())

    def switch_off(self) -> None:
        """The desktop may go on remembering the key; pressing it does nothing then."""
        self._settings.put(GLOBAL_CAPTURE, False)
        self._tasks.stop(TASK)
        self._set(KeyState.OFF)

    def resume(self) -> None:
        """Call at the start, and when the program is awake anyway: the key works again if the desktop has one for us."""
        if self._settings.get(GLOBAL_CAPTURE) and not self._tasks.is_running(TASK):
            self._tasks.start(TASK, self._run())

    async def _run(self) -> None:
        shortcut = GlobalShortcut(_ID, tr("New Kanbert card"), _PREFERRED)
        try:
            await shortcut.run(self._on_bound, lambda token: self.pressed(token))  # noqa: PLW0108  `pressed` may be set later
        except ShortcutDeclined:
            self._settings.put(GLOBAL_CAPTURE, False)
            self._set(KeyState.DECLINED)
        except PortalUnavailable as error:
            # A key that worked before is tried again.
            log.info("No key of the desktop: %s", error)
            self._set(KeyState.UNAVAILABLE)

    def _on_bound(self, trigger: str) -> None:
        self._settings.put(GLOBAL_CAPTURE, True)
        self._set(KeyState.ON, trigger)

    def _set(self, state: KeyState, trigger: str = "") -> None:
        self.state, self.trigger = state, trigger
        for changed in list(self._watchers):
            changed()
