"""What a fault may meet: each scene begins with a folder, lives a life in it, and is looked at afterwards."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults.lives import ADA
from faults.nursery import Nursery
from kanbert_desktop.app.accounts.registry import Registry
from kanbert_desktop.app.settings import LANGUAGE, THEME, Settings
from support.damage import make_sample
from support.released import turn_back
from support.sandbox import RunningSandbox

Prepare = Callable[["Stage", Path], None]
TITLE, TEXT = "Written into a fault", "Said into a fault"


@dataclass
class Stage:
    """What the scenes share: a nursery, a server as it was at first, and a profile that has synced once."""

    nursery: Nursery
    sandbox: RunningSandbox
    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        keys = self.sandbox.credentials
        return {"KANBERT_SERVER": self.sandbox.url, "KANBERT_ACCESS_TOKEN": keys["access_token"]}

    def verb(self, root: Path, *words: str) -> Any:  # noqa: ANN401  any document
        life = self.nursery.live("faults.lives:verb", root, self.variables, *words)
        assert life.code == 0, (words, life)
        return json.loads(life.output)


@dataclass(frozen=True)
class Scene:
    """`life` and `look` are deeds of the nursery, `words` those of a verb.

    `saves` is what a life that ends well has saved, `takes` what it has removed; a life may tell both as it goes.
    `is_repeated`: who is told of a failure does the same again, and then it is there once.
    """

    name: str
    prepare: Prepare
    life: str
    look: str
    words: tuple[str, ...] = ()
    saves: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    is_repeated: bool = False
    is_synced: bool = False
    """Whatever became of it, a sync afterwards ends well, and the server has every wish once."""
    served: tuple[str, ...] = field(default=())
    """Titles and comments that the server has then."""

    def arguments(self, stage: Stage) -> list[object]:
        return [stage.variables, *self.words] if self.words else []


def nothing(_stage: Stage, root: Path) -> None:
    """An empty folder."""
    root.mkdir()


def sound_store(stage: Stage, root: Path) -> None:
    """As a crash leaves it: nearly all of it in its log."""
    root.mkdir()
    sample = make_sample(stage.folder / f"sample of {root.name}")
    (root / "store.db").write_bytes(sample.database)
    (root / "store.db-wal").write_bytes(sample.log)


def damaged_store(stage: Stage, root: Path) -> None:
    root.mkdir()
    sample = make_sample(stage.folder / f"sample of {root.name}")
    (root / "store.db").write_bytes(bytes(100) + sample.closed[100:])


def log_alone(stage: Stage, root: Path) -> None:
    root.mkdir()
    sample = make_sample(stage.folder / f"sample of {root.name}")
    (root / "store.db-wal").write_bytes(sample.log)


def earlier_store(stage: Stage, root: Path) -> None:
    root.mkdir()
    sample = make_sample(stage.folder / f"sample of {root.name}")
    (root / "store.db").write_bytes(sample.closed)
    turn_back(root / "store.db", 1)


def small_files(_stage: Stage, root: Path) -> None:
    root.mkdir()
    kept = Settings(root / "settings.json")
    kept.put(THEME, "dark")
    kept.put(LANGUAGE, "de")
    Registry(root).remember(ADA)


def synced_profile(stage: Stage, root: Path) -> None:
    template = stage.folder / "synced"
    if not template.exists():
        (template / "profile").mkdir(parents=True, mode=0o700)
        stage.verb(template, "sync")
    shutil.copytree(template, root)


def profile_with_wishes(stage: Stage, root: Path) -> None:
    """Something of every kind waits to be sent."""
    synced_profile(stage, root)
    cards = _cards(stage, root)
    board = cards[0]["board"]
    card = stage.verb(root, "add", board, TITLE)["id"]
    stage.verb(root, "comment", card, TEXT)
    stage.verb(root, "edit", cards[0]["id"], "--title", f"{TITLE} once more")
    stage.verb(root, "delete", cards[1]["id"])


def _cards(stage: Stage, root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stage.verb(root, "cards", "all")
    return sorted((card for card in found if card["parent"] is None), key=lambda card: str(card["id"]))


def scenes(stage: Stage) -> Iterator[Scene]:
    """Every scene; a verb's words are those of the profile that has synced once."""
    at_store = "faults.lives:look_at_store"
    yield Scene("a first start", nothing, "faults.lives:start", at_store)
    yield Scene("a start after a crash", sound_store, "faults.lives:start", at_store)
    yield Scene("an upgrade", earlier_store, "faults.lives:start", at_store)
    yield Scene("a rescue", damaged_store, "faults.lives:start", at_store)
    yield Scene("a rescue from a log alone", log_alone, "faults.lives:start", at_store)
    yield Scene("edits, drafts and choices", sound_store, "faults.lives:keep", at_store)
    at_files = "faults.lives:look_at_files"
    takes = ("density comfortable",)
    yield Scene("a setting", small_files, "faults.lives:settings", at_files, takes=takes)
    yield Scene("the list of accounts", small_files, "faults.lives:accounts", at_files)
    yield from _verbs(stage)


def _verbs(stage: Stage) -> Iterator[Scene]:
    looked = stage.folder / "looked at"
    synced_profile(stage, looked)
    cards = _cards(stage, looked)
    board, card = str(cards[0]["board"]), str(cards[0]["id"])
    export = str(stage.folder / "export.json")

    def of(name: str, *words: str, prepare: Prepare = synced_profile, **more: Any) -> Scene:  # noqa: ANN401
        return Scene(name, prepare, "faults.lives:verb", "faults.lives:look_at_profile", words, **more)

    added = (f"wish CreateCard {TITLE}",)
    yield of("status", "status", is_repeated=True)
    yield of("cards", "cards", "all", is_repeated=True)
    yield of("add", "add", board, TITLE, saves=added, is_repeated=True)
    yield of("edit", "edit", card, "--title", TITLE, saves=(f"wish EditCard {TITLE}",), is_repeated=True)
    yield of("comment", "comment", card, TEXT, saves=(f"wish AddComment <p>{TEXT}</p>",), is_repeated=True)
    yield of("delete", "delete", card, saves=("wish DeleteCard",), is_repeated=True)
    yield of("export", "export", "all", "--format", "json", "--output", export, is_repeated=True)
    served = (TITLE, f"{TITLE} once more", f"<p>{TEXT}</p>")
    yield of("sync", "sync", prepare=profile_with_wishes, is_synced=True, served=served)
    yield of("sign-in", "sign-in", prepare=_no_profile, is_synced=True)
    yield of("sign-out, keeping", "sign-out", "--keep-pending", prepare=profile_with_wishes)
    yield of("sign-out, discarding", "sign-out", "--discard-pending", prepare=profile_with_wishes)


def _no_profile(_stage: Stage, root: Path) -> None:
    (root / "profile").mkdir(parents=True, mode=0o700)
