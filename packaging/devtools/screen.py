"""Virtual screen and session, and running a command on it."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from devtools.child_processes import ChildProcesses
from devtools.message_bus import bus_command
from devtools.paths import PACKAGING, PYTHON, ROOT, isolate_environment
from devtools.sway import sway_command, sway_variables

DEADLINE_SECONDS = 30
_POLL_SECONDS = 0.05
SCREEN = "1600x1000x24"
SECRETS = "org.freedesktop.secrets"
ASK_BUS = ("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus")
OWNED_QUESTION = (*ASK_BUS, "org.freedesktop.DBus.NameHasOwner", f"string:{SECRETS}")
LOCKED_QUESTION = (
    *("dbus-send", "--session", "--print-reply", f"--dest={SECRETS}"),
    *("/org/freedesktop/secrets/aliases/default", "org.freedesktop.DBus.Properties.Get"),
    *("string:org.freedesktop.Secret.Collection", "string:Locked"),
)


class ScreenError(Exception):
    """A helper program of the virtual screen did not start."""


def start_screen(children: ChildProcesses, environment: Mapping[str, str]) -> dict[str, str]:
    """Starts Xvfb on a free display number with openbox on it. Returns the variables that point there."""
    variables = {"DISPLAY": start_xvfb(children, environment), "QT_QPA_PLATFORM": "xcb"}
    _start_openbox(children, {**environment, **variables})
    return variables


def start_sway(
    children: ChildProcesses,
    environment: Mapping[str, str],
    runtime: Path,
    size: tuple[int, int] = (1440, 900),
) -> dict[str, str]:
    """Starts sway with its socket in `runtime`. Returns the variables that point there."""
    variables = {"XDG_RUNTIME_DIR": str(runtime), **sway_variables(runtime)}
    sway = children.start(
        sway_command(runtime, *size, more="exec echo ready\n"),
        {**environment, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    _line(sway.stdout, "sway")
    return {**variables, "QT_QPA_PLATFORM": "wayland"}


# The bus starts nothing but these: whatever a desktop has installed, as its portals, would answer on one computer and not
# on another, and mount file systems in the runtime folder.
_STARTED_SERVICES = ("org.gnome.keyring.SystemPrompter", "org.gnome.keyring.PrivatePrompter")
_SERVICES = Path("/usr/share/dbus-1/services")


def start_session(children: ChildProcesses, environment: Mapping[str, str], runtime: Path) -> dict[str, str]:
    """Starts a private bus below `runtime` (mode 0700, a short path) with an unlocked, empty gnome-keyring."""
    variables = {"XDG_RUNTIME_DIR": str(runtime)}
    variables["DBUS_SESSION_BUS_ADDRESS"] = start_bus(children, {**environment, **variables}, runtime)
    start_keyring(children, {**environment, **variables})
    return variables


def start_bus(
    children: ChildProcesses, environment: Mapping[str, str], folder: Path, more_services: Sequence[Path] = ()
) -> str:
    """Starts a bus with its socket in `folder` (a short path); returns its address.

    The bus starts the keyring's prompt and the services of these files when they are called, and nothing else.
    """
    address = f"unix:path={folder}/bus"
    services = folder / "services"
    # A session that follows in the same folder starts with nothing of the one before.
    shutil.rmtree(services, ignore_errors=True)
    services.mkdir()
    for name in _STARTED_SERVICES:
        (services / f"{name}.service").symlink_to(_SERVICES / f"{name}.service")
    for file in more_services:
        (services / file.name).symlink_to(file)
    command = bus_command(folder, address, services=f"<servicedir>{services}</servicedir>")
    bus = children.start(
        [*command, "--print-address"],
        environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    _line(bus.stdout, "dbus-daemon")
    return address


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two Xvfb that look for a free number at the same moment choose the same one, and one loses its socket."""
    import fcntl  # noqa: PLC0415  absent on Windows, which has a screen

    path = Path(tempfile.gettempdir()) / f"kanbert-xvfb-{os.getuid()}.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def start_xvfb(children: ChildProcesses, environment: Mapping[str, str], screen: str = SCREEN) -> str:
    """Starts Xvfb on a free display number; returns the display's name."""
    with _one_at_a_time():
        return f":{_start_xvfb(children, environment, screen)}"


# On a busy computer the server would take a key that xdotool releases late for a held one. Any program that sets some
# control of the keyboard switches the repeat on again, as the registry of AT-SPI does: hence the delay, too.
_NO_KEY_REPEAT = ("-r", "-ardelay", "60000")


def _start_xvfb(children: ChildProcesses, environment: Mapping[str, str], screen: str) -> str:
    reading, writing = os.pipe()
    children.start(
        [
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"),
            *_NO_KEY_REPEAT,
        ],
        environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[writing],
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        return _line(answer, "Xvfb")


def _start_openbox(children: ChildProcesses, environment: Mapping[str, str]) -> None:
    # Printed when openbox is ready: its properties on the root window appear before it sets the focus.
    manager = children.start(
        ["openbox", "--sm-disable", "--startup", "echo ready"],
        environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    _line(manager.stdout, "openbox")


def start_keyring(children: ChildProcesses, environment: Mapping[str, str]) -> None:
    daemon = children.start(
        ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
        environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    if daemon.stdin is not None:
        daemon.stdin.write("a throw-away password")
        daemon.stdin.close()
    # Calling the name before it is owned would make the bus start a second, locked daemon.
    _until(lambda: "boolean true" in _said(OWNED_QUESTION, environment), "gnome-keyring-daemon")
    _until(lambda: "boolean false" in _said(LOCKED_QUESTION, environment), "gnome-keyring-daemon")


def _until(ready: Callable[[], bool], program: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            raise ScreenError(f"{program} did not start")
        time.sleep(_POLL_SECONDS)


def _said(command: Sequence[str], environment: Mapping[str, str]) -> str:
    asked = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)
    return asked.stdout


def _line(answer: IO[str] | None, program: str) -> str:
    if answer is not None and select.select([answer], [], [], DEADLINE_SECONDS)[0]:
        line = answer.readline().strip()
        if line:
            return line
    raise ScreenError(f"{program} did not start")


def run_on_virtual_screen(arguments: Sequence[str]) -> int:
    """Exit code of `python <arguments>`, run at the repository root with packaging/ and tests/ importable."""
    # The programs started there may still be removing their sockets when the folder is removed.
    with tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as folder:
        variables = dict(os.environ)
        isolate_environment(variables, Path(folder))
        variables["PYTHONPATH"] = os.pathsep.join([str(PACKAGING), str(ROOT / "tests")])
        with ChildProcesses() as children:
            variables |= start_screen(children, variables)
            variables |= start_session(children, variables, Path(variables["XDG_RUNTIME_DIR"]))
            return children.wait(children.start([str(PYTHON), *arguments], variables, cwd=str(ROOT)))
