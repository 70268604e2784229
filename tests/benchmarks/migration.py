"""Opening a store that a released version left behind, once, with few and with very many cards."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Figure, Sample, lowest, spread_of
from benchmarks.older_store import downgrade, older_versions
from benchmarks.processes import MeasuredProgram
from benchmarks.sized_profile import SizedProfile
from devtools.child_processes import ChildProcesses

TARGETS = {100_000: 1200.0}
"""About a second with very many cards; it happens once."""


def measure(
    children: ChildProcesses, profiles: Sequence[SizedProfile], folder: Path, runs: int
) -> Iterator[Figure]:
    """The floor copies every row with some of its fields into a new file, by plain SQLite."""
    for version in older_versions():
        for profile in profiles:
            pairs = [
                _once(children, profile.copy_to(folder / f"{version}-{profile.cards}-{run}"), version)
                for run in range(runs)
            ]
            ours, floor = ([pair[place] for pair in pairs] for place in (0, 1))
            target = TARGETS.get(profile.cards)
            yield Figure(
                f"migration from version {version}",
                lowest(ours),
                lowest(floor),
                "ms",
                target,
                is_absolute=True,
                runs=runs,
                cards=profile.cards,
                spread=spread_of(ours) + spread_of(floor),
            )


def _once(children: ChildProcesses, copy: SizedProfile, version: int) -> tuple[Sample, Sample]:
    downgrade(copy.store, version)
    program = MeasuredProgram(children, "benchmarks.migration_program", {}, str(copy.store))
    result = program.line()
    program.wait()
    return Sample(*result["ours"]), Sample(*result["bare"])
