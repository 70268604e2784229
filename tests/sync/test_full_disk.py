"""A disk that runs full under a person's hands, and has room again."""

import json
import subprocess
import sys
from pathlib import Path

from kanbert_desktop.store import outbox
from kanbert_desktop.store.database import open_store

ROOT = Path(__file__).resolve().parents[2]
# A process of its own: the limit is one of the process.
STORY = """
import asyncio, json, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from kanbert_desktop.app.searching import Searching
from kanbert_desktop.domain.board import Board, BoardId, CardKey
from kanbert_desktop.domain.changes import CreateCard, Field
from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.domain.events import Bus, SavingFailed
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.ledger import Ledger

path, told = Path(sys.argv[1]), []
now = lambda: datetime(2026, 11, 24, tzinfo=UTC)

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

async def story():
    store = open_store(path).store
    bus = Bus()
    bus.subscribe(SavingFailed, told.append)
    ledger = Ledger(Mirror(), store, bus, now)
    ledger.load_boards()
    ledger.load_cards()
    ledger.mirror.boards[BoardId("b1")] = Board(BoardId("b1"), "Board", "B", None)
    limit(sum(file.stat().st_size for file in path.parent.iterdir()) + 300_000)
    number = 0
    while not told:
        title = f"Nummer{number} " + "Wort " * 500
        ledger.append(CreateCard(CardKey(f"kd-{number}"), BoardId("b1"), {Field.TITLE: title}), None)
        number += 1
        await asyncio.sleep(0)
        try:
            await ledger.saved()
        except StoreBroken as error:
            refused = error.key
    found = Searching(ledger.mirror, store, now).search(f"nummer{number - 1}", 5)
    on_disk = store.read().execute("SELECT count(*) FROM outbox").fetchone()[0]
    limit(resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    await ledger.saved()
    after = store.read().execute("SELECT count(*) FROM outbox").fetchone()[0]
    closed = store.close()
    print(json.dumps([told[0].key, refused, number, on_disk, len(found), after, closed]))

asyncio.run(story())
"""


def test_what_was_wished_on_a_full_disk_is_found_and_saved_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "store.db"
    command = [sys.executable, "-c", STORY, str(path)]
    child = subprocess.run(command, cwd=ROOT, timeout=100, text=True, stdout=subprocess.PIPE, check=True)
    told, refused, wished, on_disk, found, after, closed = json.loads(child.stdout)
    assert told == refused == "disk_full"
    assert (on_disk, found, after, closed) == (wished - 1, 1, wished, True)
    opened = open_store(path)
    assert opened.rescued is None
    assert len(outbox.entries(opened.store.read())) == wished
    assert opened.store.close()
