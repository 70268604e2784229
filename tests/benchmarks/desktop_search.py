"""Search by the desktop, with few and with very many cards: one letter after another over a session bus of its own."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.cached_profile import PROGRAM
from benchmarks.figures import Figure, Sample, percentiles
from benchmarks.processes import MeasuredProgram
from benchmarks.sized_profile import SizedProfile
from devtools.child_processes import ChildProcesses
from devtools.screen import start_bus
from kanbert_desktop.app.accounts.registry import AccountRegistry
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system import desktop_files

LETTER, LETTER_MS, SHARE = "desktop search letter, p95", 50.0, 0.95


def measure(
    children: ChildProcesses, profiles: Sequence[SizedProfile], folder: Path, rounds: int
) -> Iterator[Figure]:
    """A letter is what GNOME asks for it: the cards, and what is shown of them. The floor is two pings of that process."""
    service = folder / desktop_files.BUS_SERVICE
    service.parent.mkdir(parents=True)
    service.write_bytes(desktop_files.file_contents(PROGRAM)[desktop_files.BUS_SERVICE])
    for profile in profiles:
        copy = profile.copy_to(folder / str(profile.cards))
        _sign_in_by_browser(copy.profile)
        # The path is short, because it names a socket. The bus and the process that it starts end first.
        with tempfile.TemporaryDirectory(prefix="kd-") as bus_folder, ChildProcesses() as session:
            environment = {**os.environ, "KANBERT_PROFILE": str(copy.profile)}
            bus = {"DBUS_SESSION_BUS_ADDRESS": start_bus(session, environment, Path(bus_folder), [service])}
            program = MeasuredProgram(children, "benchmarks.desktop_search_program", bus, str(rounds))
            times = program.line()
            program.wait()
        ours, bare = ([Sample(*one) for one in times[name]] for name in ("ours", "bare"))
        yield Figure(
            LETTER,
            percentiles(ours, SHARE),
            percentiles(bare, SHARE),
            "ms",
            LETTER_MS,
            is_absolute=True,
            runs=len(ours),
            cards=copy.cards,
        )


def _sign_in_by_browser(profile: Path) -> None:
    """The desktop's search offers no cards of an account whose access token is only in the environment."""
    registry = AccountRegistry(Environment(profile).accounts)
    account = registry.last_signed_in()
    assert account is not None
    registry.record_use(replace(account, direct=False, kept=True))
