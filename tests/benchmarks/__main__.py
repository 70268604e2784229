"""`python3 packaging/dev.py bench`: every figure beside its baseline, both measured in the same run."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import (
    bundle_startup,
    event_loop_stalls,
    full_sync,
    hostile_texts,
    inbox,
    incremental,
    machine,
    month,
    overview,
    painting,
    sandbox_pages,
    saved_views,
    search,
    sign_in,
    sizes,
    startup,
    startup_optimisations,
    switching,
)
from benchmarks.arguments import parse
from benchmarks.cached_profile import CachedSandbox, sync_profile
from benchmarks.comparison import changes, comparison_table, worse
from benchmarks.figures import Figure, table
from benchmarks.markdown import markdown
from benchmarks.plot import plot
from benchmarks.reporting import read_words
from benchmarks.results import Results, load, save
from devtools.child_processes import ChildProcesses

ON_THE_PROFILE = (
    "start",
    "sync",
    "stalls",
    "incremental",
    "sign_in",
    "paint",
    "frozen",
    "startup_optimisations",
)
"""Parts that need one profile of `--cards` cards."""


def main() -> int:
    chosen = parse()
    results = load(chosen.load) if chosen.load is not None else _measure_all(chosen)
    _report(results, chosen)
    return _compare(results, chosen.compare) if chosen.compare is not None else 0


def _measure_all(chosen: argparse.Namespace) -> Results:
    read_words(machine.description())
    if machine.is_busy():
        read_words("This machine is busy: read the ratios and the processor times.")
    with tempfile.TemporaryDirectory(prefix="kd-bench-") as folder, ChildProcesses() as children:
        _keep_bytecode(Path(folder) / "bytecode")
        figures = tuple(_measured(children, Path(folder), chosen))
    return Results(machine.commit(), machine.description(), figures)


def _report(results: Results, chosen: argparse.Namespace) -> None:
    if chosen.save is not None:
        save(chosen.save, results)
    if not chosen.as_table:
        read_words(f"\n{table(results.figures)}\n\n{results.machine}")
        return
    chosen.picture.parent.mkdir(parents=True, exist_ok=True)
    chosen.picture.write_text(plot(results.figures), "utf-8")
    read_words(f"\n{markdown(results.figures, results.machine)}\n\nPicture: {chosen.picture}")


def _compare(results: Results, path: Path) -> int:
    """1 if something got worse."""
    before = load(path)
    found = changes(before.figures, results.figures)
    read_words(f"\n{before.commit} beside {results.commit}\n{comparison_table(found)}")
    got_worse = worse(found)
    for change in got_worse:
        read_words(f"WORSE: {change.name}, {change.factor:.2f} × of before")
    return int(bool(got_worse))


def _measured(children: ChildProcesses, folder: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
    if set(chosen.parts) & {*ON_THE_PROFILE}:
        yield from _on_the_profile(children, folder, chosen)
    yield from _by_themselves(children, folder, chosen)


def _on_the_profile(children: ChildProcesses, folder: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
    """Measurements on one server and one profile, which the program has filled from it."""
    server = CachedSandbox(children, folder / "server", chosen.cards)
    pulled = sync_profile(children, server.variables, folder / "profile")
    read_words(f"{pulled} cards in the profile.")
    if "sync" in chosen.parts:
        read_words("Syncing …")
        yield from full_sync.measure(children, folder, server.variables, chosen.runs)
    if "stalls" in chosen.parts:
        read_words("Loading in the window …")
        yield from event_loop_stalls.measure(children, folder, server.variables, chosen.runs)
    server.stop()
    if "incremental" in chosen.parts:
        read_words("Following few and very many …")
        yield from incremental.measure(children, folder, chosen.runs)
    if "start" in chosen.parts:
        read_words("Starting …")
        yield from startup.measure(children, folder / "profile", server.variables, chosen.runs)
    if "frozen" in chosen.parts:
        read_words("Starting the frozen program …")
        yield from bundle_startup.measure(children, folder / "profile", server.variables, chosen.runs)
    if "startup_optimisations" in chosen.parts:
        read_words("Starting without one optimisation at a time …")
        yield from startup_optimisations.measure(children, folder / "profile", server.variables, chosen.runs)
    if "sign_in" in chosen.parts:
        read_words("Signing in …")
        yield from sign_in.measure(children, folder / "sign-in", chosen.runs)
    if "paint" in chosen.parts:
        read_words("Painting …")
        yield from painting.frames(children, chosen.cards, chosen.runs)
        yield from painting.actions(children, folder / "profile", server.variables, chosen.runs)


def _by_themselves(children: ChildProcesses, folder: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
    """Measurements that create their own cards."""
    if "switch" in chosen.parts:
        read_words("Switching boards and filtering …")
        yield from switching.measure(children, chosen.cards)
    if "search" in chosen.parts:
        read_words("Searching among very many …")
        yield from search.measure(children, folder / "search")
    yield from _planning(children, folder, chosen)
    if "sandbox" in chosen.parts:
        read_words("Filling a sandbox …")
        yield from sandbox_pages.measure(children, folder / "sandbox", chosen.runs)
    if "hostile" in chosen.parts:
        read_words("Opening hostile cards …")
        yield from hostile_texts.measure(children)
    if chosen.size_parts:
        yield from sizes.measure(children, folder / "sizes", chosen.sizes, chosen.runs, chosen.size_parts)


def _planning(children: ChildProcesses, folder: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
    """Calendar, inbox, overview and saved views, with cards of their own."""
    if "calendar" in chosen.parts:
        read_words("Looking at a month …")
        yield from month.measure(children, chosen.cards)
    if "inbox" in chosen.parts:
        read_words("Syncing with and without the inbox …")
        yield from inbox.measure(children, folder / "inbox", chosen.runs)
    if "overview" in chosen.parts:
        read_words("Counting very many …")
        yield from overview.measure(children, folder / "overview")
    if "views" in chosen.parts:
        read_words("Counting the cards of saved views …")
        yield from saved_views.measure(children, folder / "views")


def _keep_bytecode(folder: Path) -> None:
    """An installed program is not compiled at every start; ignores this shell's settings."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


if __name__ == "__main__":
    sys.exit(main())
