"""GNOME: the real shell without a screen, moved through its interfaces for remote desktops."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from desktop_tests.desktop import (
    SCREEN,
    Ability,
    DesktopError,
    Rectangle,
    Screen,
    Size,
    Window,
    side_by_side,
)
from desktop_tests.gnome_session import DISPLAY, GnomeSession
from desktop_tests.gsettings import BACKEND, GSettingsDesktop
from desktop_tests.input_devices import LEFT, RIGHT
from desktop_tests.mutter_input import MutterInput
from desktop_tests.program import ENTRY
from desktop_tests.session import Session, wait_until
from desktop_tests.session_bus import SessionBus

_LOG_OFF_SECONDS = 30
_SHELL, _SETTINGS = "org.gnome.Shell", "org.gnome.shell"
_BANNER = """(words => {
  const banner = Main.messageTray._banner, told = banner?.notification;
  return told && `${told.title} ${told.body}`.includes(words) ? banner : null;
})"""
_DRAWN = """(actor => [actor.get_texture().get_texture().get_width(), actor.meta_window.get_buffer_rect().width])(
  global.get_window_actors().find(actor => actor.meta_window.get_id() === %d)
)"""
_TEMPORARY = 1
"""A change of the screen that is asked of nobody."""
_WINDOWS = "global.get_window_actors().map(actor => actor.meta_window)"
_DESCRIBED = """.filter(w => w.get_window_type() === imports.gi.Meta.WindowType.NORMAL).map(w => {
  const r = w.get_frame_rect();
  return [w.get_id(), w.get_title(), w.get_wm_class(), w.has_focus(), r.x, r.y, r.width, r.height];
})"""

_SOURCES = "Main.panel.statusArea.keyboard._inputSourceManager"
_CANDIDATES = f"{_SOURCES}._ibusManager._candidatePopup"
_PLACE = "(actor => actor && [...actor.get_transformed_position(), ...actor.get_transformed_size()])"
_ALL = """(() => {
  const found = [], visit = actor => { if (actor.mapped) { found.push(actor); actor.get_children().forEach(visit); } };
  visit(Main.layoutManager.uiGroup);
  return found;
})()"""
_FIND = _ALL + ".find(actor => %s)"
_DASH_ICON = (
    _FIND % "actor.app?.get_id() === %s && actor.get_parent()?.get_parent() === Main.overview.dash._box"
)
_IS_RESULT = f"actor.metaInfo && actor.provider?.appInfo?.get_id() === '{ENTRY}'"


class GnomeDesktop(GSettingsDesktop):
    name: ClassVar[str] = "gnome"
    abilities: ClassVar[frozenset[Ability]] = frozenset(
        {
            Ability.DASH,
            Ability.ACTIVATION,
            Ability.SEARCH,
            Ability.NOTIFICATIONS,
            Ability.APPEARANCE,
            Ability.DARK,
            Ability.SCALE,
            Ability.SCREENS,
            Ability.TOUCH,
            Ability.INPUT_METHODS,
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._bus: SessionBus | None = None
        self._mutter: MutterInput | None = None
        self._manager: GnomeSession | None = None

    def start(self, screens: Sequence[Size] = (SCREEN,)) -> None:
        session = self.session
        session.begin(
            XDG_SESSION_TYPE="wayland",
            XDG_CURRENT_DESKTOP="GNOME",
            DESKTOP_SESSION="gnome",
            **BACKEND,
            WAYLAND_DISPLAY=DISPLAY,
        )
        session.start("pipewire", ["pipewire"])
        wait_until((session.runtime / "pipewire-0").exists, "PipeWire")
        session.start("wireplumber", ["wireplumber"])
        self._configure()
        self._manager = GnomeSession(session, screens)
        wait_until((session.runtime / DISPLAY).exists, "GNOME Shell")
        self._bus = SessionBus(session.variables["DBUS_SESSION_BUS_ADDRESS"])
        wait_until(self._has_started, "the start of GNOME Shell")
        self._devices = self._mutter = MutterInput(self._bus)
        self._connect_to_screens(side_by_side(screens, [1.0] * len(screens)))
        # It starts with the overview.
        self.tidy_up()

    def stop(self) -> None:
        if self._bus is not None:
            self._bus.close()
        self._bus = self._devices = self._mutter = None
        self.session.end()

    def log_off(self, look: Callable[[], None]) -> None:
        manager = self._started(self._manager)
        manager.ask_to_log_off(self._connected)
        button = self._place(
            _FIND % "actor.label === 'Log Out' || actor.label?.text === 'Log Out'", "“Log Out”"
        )
        look()
        self.click(button.centre)
        manager.wait_for_end(_LOG_OFF_SECONDS)
        self.stop()

    def screenshot(self, file: Path) -> None:
        self._call_shell("Screenshot", "bbs", False, False, str(file), part=".Screenshot")

    def windows(self) -> list[Window]:
        return [
            Window(id_, title or "", app_id or "", has_focus, Rectangle(*frame))
            for id_, title, app_id, has_focus, *frame in self.evaluate(_WINDOWS + _DESCRIBED)
        ]

    def raise_window(self, window: Window) -> None:
        self.evaluate(f"{_WINDOWS}.find(w => w.get_id() === {window.id}).activate(global.get_current_time())")

    def launch(self, entry: str) -> None:
        self.evaluate(f"imports.gi.Shell.AppSystem.get_default().lookup_app({json.dumps(entry)}).activate()")

    def set_clipboard(self, text: str) -> None:
        kind = "imports.gi.St.ClipboardType.CLIPBOARD"
        self.evaluate(f"imports.gi.St.Clipboard.get_default().set_text({kind}, {json.dumps(text)})")

    def click_dash(self, entry: str, button: int = LEFT) -> None:
        self._open_overview()
        self.click(self._place(_DASH_ICON % json.dumps(entry), f"the icon of {entry}").centre, button)

    def open_dash_menu(self, entry: str) -> None:
        self.click_dash(entry, RIGHT)

    def choose(self, text: str) -> None:
        found = _FIND % f"actor.label?.text === {json.dumps(text)}"
        self.click(self._place(found, f"“{text}” in the menu").centre)

    def search(self, text: str) -> list[str]:
        self._open_overview()
        self.type_text(text)
        wait_until(lambda: bool(self._found()), f"results for “{text}”")
        return self._found()

    def open_found(self, title: str) -> None:
        found = _FIND % f"{_IS_RESULT} && actor.metaInfo.name === {json.dumps(title)}"
        self.click(self._place(found, f"the result “{title}”").centre)

    def notification(self, words: str) -> Rectangle | None:
        found = self.evaluate(f"{_PLACE}({_BANNER}({json.dumps(words)}))")
        return Rectangle(*found) if found else None

    def set_scales(self, *factors: float) -> None:
        serial, monitors, _logical, _properties = self._displays("GetCurrentState")
        nothing: dict[str, object] = {}
        sizes, scales, shown = [], [], []
        for ((connector, *_names), modes, _more), factor in zip(sorted(monitors), factors, strict=False):
            mode, width, height, _rate, _preferred, offered, _how = modes[0]
            sizes.append((width, height))
            scales.append(min(offered, key=lambda scale: abs(scale - factor)))
            shown.append((connector, mode, nothing))
        screens = side_by_side(sizes, scales)
        laid_out = [
            (round(screen.x), 0, screen.scale, 0, number == 0, [shown[number]])
            for number, screen in enumerate(screens)
        ]
        self._displays(
            "ApplyMonitorsConfig", "uua(iiduba(ssa{sv}))a{sv}", serial, _TEMPORARY, laid_out, nothing
        )
        self._connect_to_screens(screens)

    def send_to_screen(self, window: Window, number: int) -> None:
        x = round(self.screens[number].x)
        index = f"Main.layoutManager.monitors.findIndex(monitor => monitor.x === {x})"
        self.evaluate(f"{_WINDOWS}.find(w => w.get_id() === {window.id}).move_to_monitor({index})")

    def screenshot_of_screen(self, number: int, file: Path) -> None:
        frame = self.screens[number].frame
        area = map(round, (frame.x, frame.y, frame.width, frame.height))
        self._call_shell("ScreenshotArea", "iiiibs", *area, False, str(file), part=".Screenshot")

    def _connect_to_screens(self, screens: Sequence[Screen]) -> None:
        self.screens = screens
        self._started(self._mutter).follow(
            {f"Meta-{number}": screen for number, screen in enumerate(screens)}
        )

    def pixels_per_unit(self, window: Window) -> float:
        pixels, units = self.evaluate(_DRAWN % window.id)
        return float(pixels / units)

    def use_input_method(self, engine: str) -> None:
        kind, name = ("ibus", engine) if engine else ("xkb", "us")
        self.set("org.gnome.desktop.input-sources", "sources", f"[('{kind}', '{name}')]")
        wait_until(lambda: self.evaluate(f"{_SOURCES}.currentSource?.id") == name, f"the input method {name}")
        if engine:
            wait_until(
                lambda: self.evaluate(f"{_SOURCES}._ibusManager._currentEngineName") == engine,
                f"the engine {engine}",
            )

    def accepts_composition(self) -> bool:
        return bool(self.evaluate("Main.inputMethod.currentFocus !== null"))

    def composed_text(self) -> str:
        return self.evaluate("Main.inputMethod._preeditVisible && Main.inputMethod._preeditStr") or ""

    def candidates(self) -> Rectangle | None:
        found = self.evaluate(f"{_CANDIDATES}.visible && {_PLACE}({_CANDIDATES})")
        return Rectangle(*found) if found else None

    def _displays(self, method: str, signature: str = "", *arguments: object) -> tuple[Any, ...]:
        name = "org.gnome.Mutter.DisplayConfig"
        return self._connected.call(name, "/" + name.replace(".", "/"), name, method, signature, *arguments)

    def tidy_up(self) -> None:
        self.evaluate("Main.overview.hide()")
        self.evaluate("Main.messageTray.getSources().forEach(source => source.destroy())")
        wait_until(lambda: not self.evaluate("Main.overview.visible"), "the overview to close")
        wait_until(lambda: self.notification("") is None, "the notifications to close")

    def evaluate(self, code: str) -> Any:  # noqa: ANN401  whatever the code gives
        """Runs JavaScript in the shell, which allows it in unsafe mode only."""
        is_done, text = self._call_shell("Eval", "s", code)
        if not is_done:
            raise DesktopError(f"The shell rejects {code!r}: {text}")
        return json.loads(text) if text else None

    @property
    def _connected(self) -> SessionBus:
        return self._started(self._bus)

    def _found(self) -> list[str]:
        titles: list[str] = self.evaluate(
            f"{_ALL}.filter(actor => {_IS_RESULT}).map(actor => actor.metaInfo.name)"
        )
        return titles

    def _place(self, actor: str, what: str) -> Rectangle:
        """Where an actor of the shell is, as soon as it stands still."""
        places: list[Rectangle] = []

        def is_still() -> bool:
            found = self.evaluate(f"{_PLACE}({actor})")
            places.append(Rectangle(*found) if found else Rectangle(0, 0, 0, 0))
            return len(places) > 1 and places[-1] == places[-2] and places[-1].width > 0

        wait_until(is_still, what)
        return places[-1]

    def _open_overview(self) -> None:
        self.press_keys("Super_L")
        wait_until(lambda: bool(self.evaluate("Main.overview.visible")), "the overview")

    def _call_shell(self, method: str, signature: str, *arguments: object, part: str = "") -> tuple[Any, ...]:
        path = "/" + (_SHELL + part).replace(".", "/")
        return self._connected.call(_SHELL, path, _SHELL + part, method, signature, *arguments)

    def _has_started(self) -> bool:
        try:
            return self.evaluate("Main.layoutManager._startingUp") is False
        except DesktopError:
            return False

    def _configure(self) -> None:
        """As for a user who has used it before, and has pinned the program."""
        self.set(_SETTINGS, "welcome-dialog-last-shown-version", "99")
        self.set(_SETTINGS, "favorite-apps", "['kanbert-desktop.desktop', 'org.gnome.Nautilus.desktop']")
        self.set("org.gnome.desktop.session", "idle-delay", "0")
        # A busy shell would take a key that is released late for a held one.
        self.set("org.gnome.desktop.peripherals.keyboard", "repeat", "false")
        # Else the Japanese engine begins with Latin letters.
        self.set("org.freedesktop.ibus.engine.anthy.common", "input-mode", "0")
