"""A sync cycle that brings ten changed cards, with few and with very many cards on this computer."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.cached_profile import CachedSandbox, sync_profile
from benchmarks.control_port import ControlPort
from benchmarks.figures import Figure, Sample, medians
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

TARGET = 1.2
CHANGED = 10
FEW, MANY = 1_000, 100_000


def measure(children: ChildProcesses, folder: Path, runs: int) -> Iterator[Figure]:
    """The baseline is the same cycle with a hundredth of the cards: whatever grows with the total shows in the ratio."""
    many = _cycles(children, folder / "many", MANY, runs)
    few = _cycles(children, folder / "few", FEW, runs)
    name = f"ten changes among {MANY:,} cards, beside {FEW:,}"
    yield Figure(name, medians(many), medians(few), "ms", TARGET, runs=runs)


def _cycles(children: ChildProcesses, folder: Path, cards: int, runs: int) -> list[Sample]:
    server = CachedSandbox(children, folder / "server", cards, "--control")
    control = ControlPort(server)
    profile = folder / "profile"
    sync_profile(children, server.variables, profile)
    variables = {**server.variables, "KANBERT_PROFILE": str(profile)}
    scenario = MeasuredProgram(children, "benchmarks.incremental_program", variables)
    scenario.line()
    samples = []
    # The overlap window of five minutes reads a change again, so the clock moves on and each cycle reads only its ten.
    for run in range(runs + 1):
        control.change("move_clock", seconds=(run + 1) * 3600)
        control.change("touch_cards", count=CHANGED, seed=run)
        scenario.send("again")
        wall, cpu, pulled = scenario.line()
        if not CHANGED <= pulled <= 3 * CHANGED:
            raise SystemExit(f"A cycle was to bring {CHANGED} cards and brought {pulled}.")
        samples.append(Sample(wall, cpu))
    scenario.send("")
    scenario.wait()
    control.close()
    server.stop()
    return samples[1:]
