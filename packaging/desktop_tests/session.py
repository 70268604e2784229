"""One log-in without a desktop: own home, runtime folder, session bus, system bus, keyring."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from devtools.child_processes import ChildProcesses
from devtools.message_bus import SESSION, STANDARD_SERVICES, SYSTEM, bus_command
from devtools.paths import isolate_environment
from devtools.screen import start_keyring, start_xvfb
from devtools.steps import StepError
from support.screen_reader import ALWAYS_ON

SECONDS = 30
_POLL_SECONDS = 0.05


class Session:
    """`folder` needs a short path: sockets lie in it. `logs` gets the output of each program.

    The home outlives a stop: another start in the same folder is the next log-in of the same user.
    """

    def __init__(self, folder: Path, logs: Path) -> None:
        self.folder, self.logs = folder, logs
        self._children = ChildProcesses()
        self._variables: dict[str, str] = dict(os.environ)
        isolate_environment(self._variables, folder)
        # Programs choose by the session; and the system's own search providers can be added to.
        del self._variables["QT_QPA_PLATFORM"]
        self.home = Path(self._variables["HOME"])
        self.runtime = Path(self._variables["XDG_RUNTIME_DIR"])
        self.system_share = folder / "share"
        self.system_share.mkdir(exist_ok=True)
        self._variables["XDG_DATA_DIRS"] = f"{self.system_share}:/usr/local/share:/usr/share"
        self._variables |= ALWAYS_ON
        # Engines of ibus are scripts of the system's Python.
        self._variables["PATH"] = os.pathsep.join(["/usr/bin", "/bin", self._variables["PATH"]])
        logs.mkdir(parents=True, exist_ok=True)

    @property
    def variables(self) -> Mapping[str, str]:
        """The environment of every program in it."""
        return self._variables

    def begin(self, **variables: str) -> None:
        """Starts buses and keyring. `variables` name the desktop: the bus gives them to what it starts."""
        self._variables |= variables
        shutil.rmtree(self.runtime, ignore_errors=True)
        self.runtime.mkdir(mode=0o700)
        for kind in (SYSTEM, SESSION):
            self._start_bus(kind)
        start_keyring(self._children, self._variables)

    def start(self, name: str, command: Sequence[str | Path]) -> subprocess.Popen[str]:
        """Starts a program in this session; its output goes to the log of that name."""
        with self.log(name).open("a", encoding="utf-8") as log:
            return self._children.start(
                [str(word) for word in command],
                self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=str(self.home),
            )

    def start_x_screen(self, width: int, height: int) -> str:
        """An X screen beside the session, for what can only draw into one; returns its name."""
        return start_xvfb(self._children, self._variables, f"{width}x{height}x24")

    def run(self, *command: str | Path, timeout: float = SECONDS) -> str:
        """The output of a command that must succeed."""
        done = subprocess.run(
            [str(word) for word in command],
            env=self._variables,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
        )
        if done.returncode:
            raise StepError(
                f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()}"
            )
        return done.stdout

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def end(self) -> None:
        """Ends what was started here, then what the bus or the desktop has started for it."""
        self._children.stop()
        self._children = ChildProcesses()
        for number in (signal.SIGTERM, signal.SIGKILL):
            left = list(_processes_in(self.runtime))
            for process in left:
                _send(process, number)
            wait_until(
                lambda: not list(_processes_in(self.runtime)), "the end of the session", must=False, seconds=3
            )

    def _start_bus(self, kind: str) -> None:
        path = self.runtime / ("bus" if kind == SESSION else "system-bus")
        services = STANDARD_SERVICES if kind == SESSION else ""
        address = f"unix:path={path}"
        self._variables[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = address
        self.start(f"{kind}-bus", bus_command(self.folder, address, kind, services))
        wait_until(path.exists, f"the {kind} bus")


def wait_until(is_so: Callable[[], bool], what: str, *, seconds: float = SECONDS, must: bool = True) -> None:
    """Raises `StepError` unless it becomes so in time; without `must` it returns."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            if must:
                raise StepError(f"Waited in vain for {what}.")
            return
        time.sleep(_POLL_SECONDS)


def _processes_in(runtime: Path) -> Iterator[int]:
    """The processes that were started with this runtime folder."""
    mark = f"XDG_RUNTIME_DIR={runtime}".encode()
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            variables = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in variables:
            yield int(folder.name)


def _send(process: int, number: signal.Signals) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return
