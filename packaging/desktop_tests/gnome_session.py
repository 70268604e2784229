"""GNOME's own session manager with the shell as its only component, and its log-off."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from desktop_tests.desktop import Size
from desktop_tests.session import Session, wait_until
from desktop_tests.session_bus import SessionBus

DISPLAY = "wayland-gnome"
_NAME, _SHELL = "kanbert-test", "kanbert-test-shell"
_MANAGER = "org.gnome.SessionManager"
_PROGRAM = "/usr/libexec/gnome-session-binary"
_ASK = 0
"""The log-off of the menu: the shell asks, and the programs are asked meanwhile."""
_SESSION = f"[GNOME Session]\nName=Scenarios\nRequiredComponents={_SHELL};\n"
_ENTRY = """[Desktop Entry]
Type=Application
Name=GNOME Shell
Exec=gnome-shell --headless --wayland --no-x11 --unsafe-mode {monitors} --wayland-display={display}
X-GNOME-Autostart-Phase=DisplayServer
X-GNOME-Autostart-Notify=true
X-GNOME-AutoRestart=false
"""


class GnomeSession:
    """It starts nothing that the computer starts at every log-in."""

    def __init__(self, session: Session, screens: Sequence[Size]) -> None:
        self._share = session.system_share
        monitors = " ".join(f"--virtual-monitor={width}x{height}" for width, height in screens)
        self._write(f"gnome-session/sessions/{_NAME}.session", _SESSION)
        self._write(f"applications/{_SHELL}.desktop", _ENTRY.format(monitors=monitors, display=DISPLAY))
        nothing = session.folder / "autostart"
        nothing.mkdir(exist_ok=True)
        self._process: subprocess.Popen[str] = session.start(
            "gnome-session",
            [_PROGRAM, f"--session={_NAME}", f"--autostart={nothing}", "--disable-acceleration-check"],
        )

    def ask_to_log_off(self, bus: SessionBus) -> None:
        bus.call(_MANAGER, "/" + _MANAGER.replace(".", "/"), _MANAGER, "Logout", "u", _ASK)

    def wait_for_end(self, seconds: float) -> None:
        """Until all programs have saved and ended, and the session after them."""
        wait_until(lambda: self._process.poll() is not None, "the end of the session", seconds=seconds)

    def _write(self, name: str, text: str) -> None:
        file: Path = self._share / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
