"""Typed preferences, stored in `settings.json`."""

import json
import logging
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Generic, TypeGuard, TypeVar

from kanbert_desktop.app.json_files import UnreadableFile, is_plain_json, quarantine, read_json_object
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.store.durable_files import replace_file
from kanbert_desktop.store.errors import translate_os_error

log = logging.getLogger(__name__)
T = TypeVar("T", str, int, bool)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A preference. A value of another type, or one that is not allowed, counts as the default."""

    name: str
    default: T
    allowed: Collection[T] = ()

    def read(self, value: object) -> T:
        return value if self.accepts(value) else self.default

    def accepts(self, value: object) -> TypeGuard[T]:
        return type(value) is type(self.default) and (not self.allowed or value in self.allowed)


THEME = Setting("theme", "system", ("system", "light", "dark"))
LANGUAGE = Setting("language", "system", ("system", "en", "de"))
MOTION = Setting("motion", "system", ("system", "full", "reduced"))
"""Reduced: no animations."""
TEXT_SIZE = Setting("text_size", 100, range(80, 301))
"""In per cent of the system's size."""
TEXT_SIZE_STEP = 10
DESKTOP = Setting("desktop", "")
"""What the desktop said last about its looks (`DesktopPreferences`), for the first paint of the next start."""
DENSITY = Setting("density", "comfortable", ("comfortable", "compact"))
SINGLE_KEYS = Setting("single_keys", True)
"""Whether single letters are shortcuts. Shortcuts with Ctrl, Alt or a function key always work."""
GLOBAL_CAPTURE = Setting("global_capture", False)
"""Whether the desktop was asked for a key that opens the capture window from anywhere, and gave one."""
NOTIFICATIONS = Setting("notifications", "on", ("off", "quiet", "on"))
NOTIFY_DUE = Setting("notify_due", True)
NOTIFY_ASSIGNED = Setting("notify_assigned", True)
NOTIFY_COMMENTS = Setting("notify_comments", True)
TRAY = Setting("tray", False)
DESKTOP_SEARCH = Setting("desktop_search", "", ("", "on", "off"))
"""Whether the desktop's own search finds cards. "" is the user's silence: yes, unless the computer is shared."""
UPDATE_CHECK = Setting("update_check", True)
"""Once a day, if the build has an update address."""
UPDATE_CHECKED_AT = Setting("update_looked_at", "")
UPDATE_SKIPPED_VERSION = Setting("update_passed_over", "")
"""The version the user chose to skip."""
GEOMETRY = Setting("geometry", "")
"""The window's `saveGeometry()` as base64. The window checks that it is on a screen."""
FIRST_HINTS = Setting("first_hints", "")
"""Names of the hints that are still shown below the boards. Set when the first account of this computer is opened."""
SIDEBAR_SHOWN = Setting("sidebar_shown", True)
SHOW_CLOSED = Setting("show_closed", False)
SERVER = Setting("server", "")
CLIENT_ID = Setting("client_id", "")
REDIRECT_PORT = Setting("redirect_port", 0, range(1 << 16))
"""0 means any port."""
REDIRECT_LOCALHOST = Setting("redirect_localhost", False)
"""Typed on the first-run page. An option or variable takes precedence."""


@dataclass(frozen=True, slots=True)
class DesktopPreferences:
    """What the desktop's own settings say. The defaults are those of a desktop that says nothing.

    `text_scale` is 1.0 for ordinary text; `accent` is a colour as `#RRGGBB` or ""; `color_scheme` is "dark", "light" or "".
    """

    text_scale: float = 1.0
    high_contrast: bool = False
    reduced_motion: bool = False
    accent: str = ""
    color_scheme: str = ""

    def to_text(self) -> str:
        numbers = f"{self.text_scale} {self.high_contrast:d} {self.reduced_motion:d}"
        return " ".join(part for part in (numbers, self.accent, self.color_scheme) if part)

    @staticmethod
    def from_text(text: str) -> "DesktopPreferences":
        """Returns the defaults for what `to_text` would not have written."""
        found = _DESKTOP.fullmatch(text)
        if found is None:
            return DesktopPreferences()
        return DesktopPreferences(
            float(found[1]), found[2] == "1", found[3] == "1", found[4] or "", found[5] or ""
        )


_DESKTOP = re.compile(r"([0-3]\.\d+) ([01]) ([01])(?: (#[0-9A-F]{6}))?(?: (dark|light))?")


def may_animate(settings: "Settings", desktop: DesktopPreferences) -> bool:
    """The user's own choice comes before that of the desktop."""
    chosen = settings.get(MOTION)
    return chosen == "full" or (chosen == "system" and not desktop.reduced_motion)


def next_text_size(size: int, steps: int) -> int:
    """Returns the next multiple of the step above or below `size`, within what is allowed; 100 for 0 steps."""
    if steps == 0:
        return TEXT_SIZE.default
    whole = size // TEXT_SIZE_STEP if steps > 0 else -(-size // TEXT_SIZE_STEP)
    least, most = min(TEXT_SIZE.allowed), max(TEXT_SIZE.allowed)
    return max(least, min(most, (whole + steps) * TEXT_SIZE_STEP))


SettingChangeHandler = Callable[[str], None]


class Settings:
    """Reads once and writes at every change. A damaged file means defaults, never a failed start.

    `is_damaged`: something in the file could not be read. The file is quarantined before it is replaced.
    """

    def __init__(self, path: Path, on_save_failed: Callable[[StoreError], object] | None = None) -> None:
        """`on_save_failed` is called when the disk did not take a setting. The value is kept for this run."""
        self._path = path
        self._on_save_failed = on_save_failed
        self._values: dict[str, object] = {}
        self.is_damaged = self._must_quarantine = False
        self._is_read = self._read()
        self._subscribers: list[SettingChangeHandler] = []
        self._is_saved = True

    def get(self, setting: Setting[T]) -> T:
        return setting.read(self._values.get(setting.name))

    def put(self, setting: Setting[T], value: T) -> None:
        if self._values.get(setting.name) == value:
            return
        self._values[setting.name] = value
        self._save()
        for watcher in list(self._subscribers):
            watcher(setting.name)

    def subscribe(self, watcher: SettingChangeHandler) -> Callable[[], None]:
        """Calls `watcher` with the name of each changed setting. Returns a function that unsubscribes."""
        self._subscribers.append(watcher)
        return lambda: self._subscribers.remove(watcher)

    def retry_save(self) -> None:
        """Writes what the disk did not take before. Raises `StoreError` if it fails again."""
        if not self._is_saved:
            self._write()

    def _read(self) -> bool:
        """Keeps values that were set before. Returns False if the disk fails to return a file that may be sound."""
        try:
            found, self.is_damaged = _load(self._path)
        except OSError as error:
            log.warning("The settings cannot be read: %s", error.strerror)
            return False
        self._values = found | self._values
        self._must_quarantine = self.is_damaged
        return True

    def _save(self) -> None:
        try:
            self._write()
        except StoreError as error:
            log.warning("Settings could not be saved: %s", error.key)
            if self._on_save_failed is not None:
                self._on_save_failed(error)

    def _write(self) -> None:
        self._is_saved = False
        # Never overwrite a file that could not be read: it holds all other settings.
        self._is_read = self._is_read or self._read()
        if not self._is_read:
            raise StoreError("store_unreadable", path=str(self._path))
        try:
            if self._must_quarantine:
                quarantine(self._path)
                self._must_quarantine = False
            replace_file(self._path, json.dumps(self._values, indent=2, sort_keys=True))
        except OSError as error:
            raise translate_os_error(error, self._path) from error
        self._is_saved = True


def _load(path: Path) -> tuple[dict[str, object], bool]:
    """Returns the readable values and whether any was lost. Unknown settings of newer versions are kept."""
    try:
        data = read_json_object(path)
    except UnreadableFile as error:
        log.warning("The settings are unreadable (%s); defaults are used", error)
        return {}, True
    values = {name: value for name, value in data.items() if is_plain_json(name) and is_plain_json(value)}
    lost = len(data) - len(values)
    if lost:
        log.warning("%d setting(s) are unreadable; defaults are used", lost)
    return values, lost > 0
