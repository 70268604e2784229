"""A server with any number of cards and a profile in step with it, made in seconds and kept for a whole run.

The program itself syncs a few cards, so that everything but the number of cards is its own work. The others are put
into both databases directly, with last changes before that sync.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.cached_profile import CachedSandbox, sync_profile
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

FILL = "benchmarks.fill_program"


class SizedProfile(NamedTuple):
    """`board` is the shortcode of a board with cards, or of the board with all of them."""

    server: Path
    profile: Path
    cards: int
    board: str

    @property
    def store(self) -> Path:
        return next((self.profile / "accounts").glob("*/store.db"))

    def any_card(self) -> str:
        """The id of one card."""
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as db:
            return str(db.execute("SELECT id FROM base WHERE kind = 'card' LIMIT 1").fetchone()[0])

    def copy_to(self, folder: Path) -> "SizedProfile":
        """A profile that may be changed; nothing may be running on this one."""
        return self._replace(profile=Path(shutil.copytree(self.profile, folder)))


def make_profile(
    children: ChildProcesses, folder: Path, cards: int, *, on_one_board: bool = False
) -> SizedProfile:
    """What an earlier call made in that folder is used again."""
    made = folder / "made.json"
    if not made.exists():
        board = _make(children, folder, cards, on_one_board=on_one_board)
        made.write_text(json.dumps(board), "utf-8")
    return SizedProfile(folder / "server", folder / "profile", cards, json.loads(made.read_text("utf-8")))


def _make(children: ChildProcesses, folder: Path, cards: int, *, on_one_board: bool) -> str:
    server, profile = folder / "server", folder / "profile"
    place = "one board" if on_one_board else "all boards"
    sample = MeasuredProgram(children, FILL, {}, "server", str(server), str(cards), place)
    board: str = sample.line()
    sample.wait()
    sandbox = CachedSandbox(children, server, cards)
    sync_profile(children, sandbox.variables, profile)
    sandbox.stop()
    store = next((profile / "accounts").glob("*/store.db"))
    rest = MeasuredProgram(children, FILL, {}, "store", str(server), str(store))
    rest.line()
    rest.wait()
    return board
