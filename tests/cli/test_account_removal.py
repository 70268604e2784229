"""Removing an account's data: nothing that names it, and no card, stays in the profile."""

import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from support.sandbox import RunningSandbox
from support.terminal import Terminal, sign_in_by_verb


def leftovers(profile: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Where one of the words occurs in a file or a file name."""
    sought = [(word, {word.encode(), json.dumps(word)[1:-1].encode()}) for word in words]
    found = []
    for path in profile.rglob("*"):
        inside = path.read_bytes() if path.is_file() else b""
        name = str(path.relative_to(profile))
        found += [
            (name, word) for word, forms in sought if word in name or any(form in inside for form in forms)
        ]
    return found


def long_words(titles: Iterable[str]) -> set[str]:
    """As a search index stores them: each word alone, in lower case."""
    words = {word for title in titles for word in re.findall(r"[a-z]{9,}", title.lower())}
    assert len(words) > 10
    return words


def account_folder(terminal: Terminal) -> Path:
    (folder,) = [path for path in (terminal.profile / "accounts").iterdir() if path.is_dir()]
    return folder


def clutter(folder: Path, title: str) -> None:
    """Left by updates and recoveries: a backup, a quarantined file with its log, remains of a recovery."""
    store = folder / "store.db"
    for name in ("store-backup-v2-20261101-120000.db", "store-damaged-20261102-120000.db"):
        with closing(sqlite3.connect(folder / name)) as copy, closing(sqlite3.connect(store)) as db:
            db.backup(copy)
    (folder / "store-damaged-20261102-120000.db-wal").write_bytes(title.encode())
    (folder / "store.db.salvage").mkdir()
    (folder / "store.db.salvage" / "00.db").write_bytes(title.encode())


def all_of(terminal: Terminal) -> set[str]:
    """Everything that would reveal the profile's owner and the contents of the boards."""
    status, boards = terminal.json("status"), terminal.json("boards")
    user = status["user"]
    cards = terminal.json("cards", "all")
    return {
        user["name"],
        user["email"],
        user["id"],
        account_folder(terminal).name,
        *(board["title"] for board in boards),
        *(board["id"] for board in boards),
        *(card["title"] for card in cards),
        *(card["id"] for card in cards),
    }


def test_nothing_of_a_removed_account_is_left(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    words = all_of(own_terminal)
    clutter(account_folder(own_terminal), own_terminal.json("cards", "WEB")[0]["title"])
    assert leftovers(own_terminal.profile, words)
    result = own_terminal.run("sign-out", "--forget", "--json")
    assert (result.exit_code, result.json) == (0, {"signed_out": True, "forgotten": True})
    assert "stays valid" in result.stderr, "the token itself is the server's"
    assert leftovers(own_terminal.profile, words) == []
    assert own_terminal.run("boards", KANBERT_ACCESS_TOKEN=None).exit_code == 3


def test_unsent_changes_prevent_the_removal(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Noch nicht gesendet")
    words = {*all_of(own_terminal), "Noch nicht gesendet"}
    refused = own_terminal.run("sign-out", "--forget", "--json")
    assert refused.exit_code == 5
    assert own_terminal.json("status")["pending"] == 1
    own_terminal.json("sign-out", "--forget", "--discard-pending")
    assert leftovers(own_terminal.profile, words) == []
    assert "Noch nicht gesendet" not in {task["title"] for task in own_sandbox.state.tasks()}


def test_a_sign_out_keeps_saved_views_and_a_removal_does_not(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    shown = {one["title"] for one in own_terminal.json("cards", "all")}
    clutter(account_folder(own_terminal), next(iter(shown)))
    own_terminal.json("views", "add", "Dringendes", "due:today")
    own_terminal.json("sign-out")
    assert leftovers(own_terminal.profile, shown | long_words(shown)) == []
    own_terminal.json("sync")
    assert [view["name"] for view in own_terminal.json("views")] == ["Dringendes"]
    own_terminal.json("sign-out", "--forget")
    assert leftovers(own_terminal.profile, {"Dringendes"}) == []


def test_changes_that_cancel_each_other_out_do_not_prevent_it(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    card = own_terminal.json("add", "WEB", "Doch nicht")["id"]
    assert own_terminal.run("sign-out", "--json").exit_code == 5
    own_terminal.json("delete", card)
    assert own_terminal.json("status")["pending"] == 0
    assert own_terminal.run("sign-out", "--json").exit_code == 0


def test_a_signed_out_account_is_removed_by_its_server(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Für später")
    words = {*all_of(own_terminal), "Für später"}
    own_terminal.json("sign-out", "--keep-pending")
    own_terminal.variables = {"KANBERT_SERVER": own_sandbox.url}
    assert own_terminal.run("sign-out", "--forget", "--json").exit_code == 5
    assert leftovers(own_terminal.profile, {"Für später"})
    own_terminal.json("sign-out", "--forget", "--discard-pending")
    assert leftovers(own_terminal.profile, words) == []
    assert own_terminal.run("sign-out", "--forget").exit_code == 3, "nobody is known there any more"


def test_other_accounts_stay_as_they_are(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    accounts = own_terminal.profile / "accounts"
    index = json.loads((accounts / "index.json").read_text("utf-8"))
    other = {**index["accounts"][0], "server": "https://elsewhere.example", "name": "Lea Sommer"}
    index["accounts"].append(other)
    (accounts / "index.json").write_text(json.dumps(index), "utf-8")
    (accounts / ("0" * 32)).mkdir()
    (accounts / ("0" * 32) / "store.db").write_bytes(b"somebody else's")
    own_terminal.json("sign-out", "--forget")
    left = json.loads((accounts / "index.json").read_text("utf-8"))
    assert [account["name"] for account in left["accounts"]] == ["Lea Sommer"]
    assert (accounts / ("0" * 32) / "store.db").read_bytes() == b"somebody else's"


def test_the_keyring_is_empty_afterwards(
    own_sandbox: RunningSandbox, profile: Path, no_browser: dict[str, str], keyring_session: str
) -> None:
    keys = own_sandbox.credentials
    terminal = Terminal(
        profile,
        {
            "KANBERT_SERVER": own_sandbox.url,
            "KANBERT_CLIENT_ID": keys["client_id"],
            **no_browser,
        },
    )
    assert sign_in_by_verb(terminal, own_sandbox).exit_code == 0
    terminal.json("sync")
    words = all_of(terminal)
    terminal.json("sign-out", "--forget")
    assert leftovers(profile, words) == []
    assert terminal.run("sync").exit_code == 3
    assert keyring_session


def test_keeping_unsent_changes_keeps_nothing_else(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    title = own_terminal.json("cards", "WEB")[0]["title"]
    folder = account_folder(own_terminal)
    clutter(folder, title)
    own_terminal.json("add", "WEB", "Für später")
    shown = {one["title"] for one in own_terminal.json("cards", "all")} - {"Für später"}
    own_terminal.json("sign-out", "--keep-pending")
    assert leftovers(own_terminal.profile, shown | long_words(shown)) == []
    assert {path.name for path in folder.iterdir()} == {"store.db"}
    own_terminal.json("sync")
    assert "Für später" in {one["title"] for one in own_terminal.json("cards", "WEB")}


def test_forget_and_keep_pending_exclude_each_other(own_terminal: Terminal) -> None:
    assert own_terminal.run("sign-out", "--forget", "--keep-pending").exit_code == 2


@pytest.mark.parametrize("words", [(), ("--forget",)])
def test_a_profile_without_anybody_says_so(own_terminal: Terminal, words: tuple[str, ...]) -> None:
    assert own_terminal.run("sign-out", *words).exit_code == 3
