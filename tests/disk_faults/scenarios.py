"""The scenarios: each prepares a folder, runs a workload in it, and checks the result."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from disk_faults.fork_server import ForkServer
from disk_faults.workloads import ADA
from kanbert_desktop.app.accounts.registry import AccountRegistry
from kanbert_desktop.app.settings import LANGUAGE, THEME, Settings
from support.damaged_store import make_sample
from support.released_stores import downgrade_to
from support.sandbox import RunningSandbox

TITLE, TEXT = "Written into a fault", "Said into a fault"
SERVED = (TITLE, f"{TITLE} once more", f"<p>{TEXT}</p>")


@dataclass
class FaultEnvironment:
    """What the scenarios share: a fork server, a server in its initial state, and a profile that has synced once."""

    fork_server: ForkServer
    sandbox: RunningSandbox
    folder: Path

    def __post_init__(self) -> None:
        self._server = sqlite3.connect(":memory:", check_same_thread=False)
        with self.sandbox.state._lock:
            self.sandbox.state._db.backup(self._server)

    def close(self) -> None:
        self._server.close()

    def reset_server(self) -> None:
        with self.sandbox.state._lock:
            self._server.backup(self.sandbox.state._db)

    @property
    def root(self) -> Path:
        """The folder of every workload."""
        return self.folder / "r"

    @property
    def variables(self) -> dict[str, str]:
        keys = self.sandbox.credentials
        return {"KANBERT_SERVER": self.sandbox.url, "KANBERT_ACCESS_TOKEN": keys["access_token"]}

    @property
    def email(self) -> str:
        return str(self.sandbox.credentials["email"])

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of the synced profile."""
        looked_at = self.folder / "looked at"
        synced_profile(self, looked_at)
        found = [card for card in self.verb(looked_at, "cards", "all") if card["parent"] is None]
        return sorted(found, key=lambda card: str(card["id"]))

    @property
    def board(self) -> str:
        return str(self.cards[0]["board"])

    @property
    def card(self) -> str:
        return str(self.cards[0]["id"])

    def verb(self, root: Path, *words: str) -> Any:  # noqa: ANN401  any document
        process = self.fork_server.run("disk_faults.workloads:verb", root, self.variables, *words)
        assert process.code == 0, (words, process)
        return json.loads(process.output)


PrepareFolder = Callable[[FaultEnvironment, Path], None]
Texts = Callable[[FaultEnvironment], tuple[str, ...]]


def no_texts(_environment: FaultEnvironment) -> tuple[str, ...]:
    """No texts that only this scenario writes."""
    return ()


@dataclass(frozen=True)
class Scenario:
    """`workload` and `check` are functions of the fork server, `arguments_of` gives the arguments of a verb.

    `saves` is what a successful workload has saved; a workload may report it as it goes. `removes` are prefixes of what
    it removes: gone after success, there or gone after a failure. `is_repeated`: after a failure the user does
    the same again, and then it is there once.
    """

    name: str
    prepare: PrepareFolder
    workload: str
    check: str
    arguments_of: Texts | None = None
    saves: Texts = no_texts
    removes: tuple[str, ...] = ()
    is_repeated: bool = False
    is_synced: bool = False
    """A sync afterwards succeeds, whatever happened."""
    serves: bool = False
    """Afterwards the server has each of `SERVED` once."""

    def arguments(self, environment: FaultEnvironment) -> list[object]:
        return [environment.variables, *self.arguments_of(environment)] if self.arguments_of else []


def empty_folder(_environment: FaultEnvironment, root: Path) -> None:
    """An empty folder."""
    root.mkdir()


def sound_store(environment: FaultEnvironment, root: Path) -> None:
    """As after a crash: most of it in its log."""
    root.mkdir()
    sample = make_sample(environment.folder / f"sample of {root.name}")
    (root / "store.db").write_bytes(sample.database)
    (root / "store.db-wal").write_bytes(sample.wal)


def damaged_store(environment: FaultEnvironment, root: Path) -> None:
    root.mkdir()
    sample = make_sample(environment.folder / f"sample of {root.name}")
    (root / "store.db").write_bytes(bytes(100) + sample.closed[100:])


def wal_only(environment: FaultEnvironment, root: Path) -> None:
    root.mkdir()
    sample = make_sample(environment.folder / f"sample of {root.name}")
    (root / "store.db-wal").write_bytes(sample.wal)


def earlier_store(environment: FaultEnvironment, root: Path) -> None:
    root.mkdir()
    sample = make_sample(environment.folder / f"sample of {root.name}")
    (root / "store.db").write_bytes(sample.closed)
    downgrade_to(root / "store.db", 1)


def small_files(_environment: FaultEnvironment, root: Path) -> None:
    root.mkdir()
    stored = Settings(root / "settings.json")
    stored.put(THEME, "dark")
    stored.put(LANGUAGE, "de")
    AccountRegistry(root).record_use(ADA)


def synced_profile(environment: FaultEnvironment, root: Path) -> None:
    template = environment.folder / "synced"
    if not template.exists():
        (template / "profile").mkdir(parents=True, mode=0o700)
        environment.verb(template, "sync")
    shutil.copytree(template, root)


def profile_with_unsent_changes(environment: FaultEnvironment, root: Path) -> None:
    """Has unsent changes of every kind."""
    synced_profile(environment, root)
    card = environment.verb(root, "add", environment.board, TITLE)["id"]
    environment.verb(root, "comment", card, TEXT)
    environment.verb(root, "edit", environment.card, "--title", f"{TITLE} once more")
    environment.verb(root, "delete", environment.cards[1]["id"])


def no_profile(_environment: FaultEnvironment, root: Path) -> None:
    (root / "profile").mkdir(parents=True, mode=0o700)


def _store(name: str, prepare: PrepareFolder, process: str = "start") -> Scenario:
    return Scenario(name, prepare, f"disk_faults.workloads:{process}", "disk_faults.workloads:look_at_store")


def _files(name: str, process: str, takes: tuple[str, ...] = ()) -> Scenario:
    return Scenario(
        name,
        small_files,
        f"disk_faults.workloads:{process}",
        "disk_faults.workloads:look_at_files",
        removes=takes,
    )


def _verb(
    name: str,
    words: Texts,
    prepare: PrepareFolder = synced_profile,
    process: str = "verb",
    **more: Any,  # noqa: ANN401  whatever a scene may have
) -> Scenario:
    return Scenario(
        name,
        prepare,
        f"disk_faults.workloads:{process}",
        "disk_faults.workloads:look_at_profile",
        arguments_of=words,
        **more,
    )


def _add(environment: FaultEnvironment) -> tuple[str, ...]:
    return ("add", environment.board, TITLE)


def _edit(environment: FaultEnvironment) -> tuple[str, ...]:
    return ("edit", environment.card, "--title", TITLE)


def _comment(environment: FaultEnvironment) -> tuple[str, ...]:
    return ("comment", environment.card, TEXT)


def _delete(environment: FaultEnvironment) -> tuple[str, ...]:
    return ("delete", environment.card)


def _export(environment: FaultEnvironment) -> tuple[str, ...]:
    return ("export", "all", "--format", "json", "--output", str(environment.root / "boards.json"))


def _says(*words: str) -> Texts:
    return lambda _environment: words


def _is_out(environment: FaultEnvironment) -> tuple[str, ...]:
    return (f"signed out {environment.email}",)


_ADDED = _says(f"wish CreateCard {TITLE}")
_EVERYTHING = ("card ", "entry ", "wish ")
SCENARIOS = (
    _store("a first start", empty_folder),
    _store("a start after a crash", sound_store),
    _store("an upgrade", earlier_store),
    _store("a rescue", damaged_store),
    _store("a rescue from a log alone", wal_only),
    _store("edits, drafts and choices", sound_store, "keep"),
    _files("a setting", "settings", ("density ",)),
    _files("the list of accounts", "accounts"),
    _verb("status", _says("status"), is_repeated=True),
    _verb("cards", _says("cards", "all"), is_repeated=True),
    _verb("add", _add, saves=_ADDED, is_repeated=True),
    _verb("edit", _edit, saves=_says(f"wish EditCard {TITLE}"), is_repeated=True),
    _verb("comment", _comment, saves=_says(f"wish AddComment <p>{TEXT}</p>"), is_repeated=True),
    _verb("delete", _delete, saves=_says("wish DeleteCard"), is_repeated=True),
    _verb("export", _export, saves=_says("file boards.json"), is_repeated=True),
    _verb("sync", _says("sync"), profile_with_unsent_changes, is_synced=True, serves=True),
    _verb("sign-in", _says("sign-in"), no_profile, is_synced=True),
    _verb(
        "sign-out, keeping",
        _says("sign-out", "--keep-pending"),
        profile_with_unsent_changes,
        saves=_is_out,
        removes=("card ",),
    ),
    _verb(
        "sign-out, discarding",
        _says("sign-out", "--discard-pending"),
        profile_with_unsent_changes,
        saves=_is_out,
        removes=_EVERYTHING,
    ),
    _verb("an edit handed over", _add, process="handed_over", saves=_ADDED, is_repeated=True),
    _verb(
        "an edit served to others", _add, process="served_by_a_failing_holder", saves=_ADDED, is_repeated=True
    ),
)
"""All scenarios; the arguments of a verb refer to the synced profile."""
