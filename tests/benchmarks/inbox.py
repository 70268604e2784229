"""A sync cycle that brings a thousand changed cards, all of them followed, with the inbox and without."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.cached_profile import CachedSandbox, sync_profile
from benchmarks.control_port import ControlPort
from benchmarks.figures import Figure, Sample, lowest
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

TARGET = 1.1
CHANGED = 1_000
CARDS = 10_000
WITH, WITHOUT = "with", "without"


def measure(children: ChildProcesses, folder: Path, runs: int) -> Iterator[Figure]:
    """The baseline is the same cycle without watchers in the listing and with nobody who observes. Both alternate in one process."""
    server = CachedSandbox(children, folder / "server", CARDS, "--control")
    control = ControlPort(server)
    profile = folder / "profile"
    sync_profile(children, server.variables, profile)
    variables = {**server.variables, "KANBERT_PROFILE": str(profile)}
    scenario = MeasuredProgram(children, "benchmarks.inbox_program", variables)
    scenario.line()
    samples: dict[str, list[Sample]] = {WITH: [], WITHOUT: []}
    # The overlap window of five minutes reads a change again, so the clock moves on and each cycle reads only its own.
    for run in range(2 * (runs + 1)):
        way = (WITHOUT, WITH)[run % 2]
        control.change("move_clock", seconds=(run + 1) * 3600)
        control.change("touch_cards", count=CHANGED, seed=run)
        scenario.send(way)
        wall, cpu, pulled, entries = scenario.line()
        # Some of the cards drawn are on boards that are not running.
        if min(pulled, entries if way == WITH else pulled) < CHANGED // 2:
            raise SystemExit(f"A cycle brought {pulled} cards, and the inbox has {entries} entries.")
        samples[way].append(Sample(wall, cpu))
    scenario.send("")
    scenario.wait()
    control.close()
    server.stop()
    name = f"sync of {CHANGED:,} changed cards with the inbox, beside without"
    yield Figure(name, lowest(samples[WITH][1:]), lowest(samples[WITHOUT][1:]), "ms", TARGET, runs=runs)
