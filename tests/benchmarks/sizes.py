"""Everything that must not grow with the number of cards, with few and with very many of them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import desktop_search, migration, one_board, sized_sync, sized_windows, verbs
from benchmarks.figures import Figure, growth, growth_of_floors
from benchmarks.reporting import read_words
from benchmarks.sized_profile import SizedProfile, make_profile
from devtools.child_processes import ChildProcesses

SIZES = (1_000, 10_000, 100_000)
FULL_SYNC_UP_TO = 10_000
"""A full sync of more cards takes minutes, and shows nothing else."""
PARTS = ("start", "memory", "verbs", "desktop-search", "sync", "board", "migration", "rest")
GROWTH_AIMS = {**verbs.growth_aims(), **sized_sync.GROWTH_AIMS, sized_windows.START: 1.1}


def measure(
    children: ChildProcesses, folder: Path, sizes: Sequence[int], runs: int, parts: Sequence[str] = PARTS
) -> Iterator[Figure]:
    """Each part in turn; figures that compare two sizes come last."""
    found: list[Figure] = []
    for figure in _measured(children, folder, sizes, runs, parts):
        found.append(figure)
        yield figure
    yield from growth(found, GROWTH_AIMS)
    yield from growth_of_floors(found, sized_sync.GROWTH_AIMS)


def _measured(
    children: ChildProcesses, folder: Path, sizes: Sequence[int], runs: int, parts: Sequence[str]
) -> Iterator[Figure]:
    spread, one = Profiles(children, folder / "spread", sizes), Profiles(children, folder / "one", sizes)
    full = [size for size in sizes if size <= FULL_SYNC_UP_TO]
    measures: dict[str, Callable[[], Iterator[Figure]]] = {
        "start": lambda: sized_windows.starts(children, one.on_one_board(), runs),
        "memory": lambda: sized_windows.memory(children, spread.on_all_boards(), folder / "memory", 1),
        "verbs": lambda: verbs.measure(children, spread.on_all_boards(), folder / "verbs", runs),
        "desktop-search": lambda: desktop_search.measure(
            children, spread.on_all_boards(), folder / "desktop-search", runs
        ),
        "sync": lambda: sized_sync.measure(children, spread.on_all_boards(), folder / "sync", runs, full),
        "board": lambda: one_board.measure(children, one.on_one_board(), folder / "board", min(runs, 3)),
        "migration": lambda: migration.measure(children, spread.on_all_boards(), folder / "migration", 1),
        "rest": lambda: sized_windows.rest(children, spread.on_all_boards()[-1:], folder / "rest"),
    }
    for part in parts:
        read_words(f"With {', '.join(f'{size:,}' for size in sizes)} cards: {part} …")
        try:
            yield from measures[part]()
        except SystemExit as error:
            # The figures of the other parts are not lost.
            read_words(f"{part}: {error}")


class Profiles:
    """Makes each profile at its first use and keeps it for the run."""

    def __init__(self, children: ChildProcesses, folder: Path, sizes: Sequence[int]) -> None:
        self._children, self._folder, self._sizes = children, folder, sizes

    def on_all_boards(self) -> list[SizedProfile]:
        return [self._make(size, on_one_board=False) for size in self._sizes]

    def on_one_board(self) -> list[SizedProfile]:
        return [self._make(size, on_one_board=True) for size in self._sizes]

    def _make(self, size: int, *, on_one_board: bool) -> SizedProfile:
        return make_profile(self._children, self._folder / str(size), size, on_one_board=on_one_board)
