"""`python3 packaging/dev.py bench`: every figure beside its baseline, both measured in the same run."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import (
    bundle_startup,
    event_loop_stalls,
    full_sync,
    hostile_texts,
    incremental,
    machine,
    painting,
    palette,
    sandbox_pages,
    search,
    sign_in,
    startup,
    startup_optimisations,
    switching,
)
from benchmarks.cached_profile import CachedSandbox, sync_profile
from benchmarks.figures import Figure, table
from benchmarks.reporting import read_words
from devtools.child_processes import ChildProcesses

PARTS = (
    "start",
    "sync",
    "stalls",
    "incremental",
    "sign_in",
    "paint",
    "switch",
    "palette",
    "search",
    "sandbox",
    "hostile",
)
BY_NAME = ("frozen", "startup_optimisations")
"""Run only when named: `dev.py bundle` comes before `frozen`, and `startup_optimisations` takes ten minutes."""


def main() -> None:
    chosen = _chosen()
    read_words(machine.description())
    if machine.is_busy():
        read_words("This machine is busy: read the ratios and the processor times.")
    with tempfile.TemporaryDirectory(prefix="kd-bench-") as folder, ChildProcesses() as children:
        _keep_bytecode(Path(folder) / "bytecode")
        figures = list(_measured(children, Path(folder), chosen))
    read_words(f"\n{table(figures)}\n\n{machine.description()}")


def _measured(children: ChildProcesses, folder: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
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
    if BY_NAME in chosen.parts:
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
    yield from _by_themselves(children, folder, chosen)


def _by_themselves(children: ChildProcesses, folder: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
    """Measurements that create their own cards."""
    if "switch" in chosen.parts:
        read_words("Switching boards and filtering …")
        yield from switching.measure(children, chosen.cards)
    if "palette" in chosen.parts:
        read_words("Typing into the palette …")
        yield from palette.measure(children, chosen.cards)
    if "search" in chosen.parts:
        read_words("Searching among very many …")
        yield from search.measure(children, folder / "search")
    if "sandbox" in chosen.parts:
        read_words("Filling a sandbox …")
        yield from sandbox_pages.measure(children, folder / "sandbox", chosen.runs)
    if "hostile" in chosen.parts:
        read_words("Opening hostile cards …")
        yield from hostile_texts.measure(children)


def _keep_bytecode(folder: Path) -> None:
    """An installed program is not compiled at every start; ignores this shell's settings."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="packaging/dev.py bench", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        default=PARTS,
        help=f"out of {', '.join(PARTS)}; all of them, and by name alone {', '.join(BY_NAME)}",
    )
    parser.add_argument("--runs", type=int, default=7, help="pairs of each measurement")
    parser.add_argument("--cards", type=int, default=10_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
