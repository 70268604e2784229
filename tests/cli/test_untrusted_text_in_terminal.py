"""Verbs on boards of a hostile server: the output moves no cursor, sets no clipboard and reorders no line."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from kanbert_desktop.cli.arguments import VERB_PARSERS
from support.hostile_text import EVERYTHING, TEXTS, raw_controls
from support.sandbox import RunningSandbox, running_sandbox
from support.terminal import Terminal, VerbResult, token_environment

BOARD, CARD, QUESTION = "{board}", "{card}", "{question}"
SUCCEEDS: dict[str, list[list[str]]] = {
    "sign-in": [[]],
    "status": [[]],
    "sync": [[], ["--full"]],
    "boards": [[]],
    "cards": [["all"], [BOARD], ["all", "--search", f"{EVERYTHING} due:{EVERYTHING}"]],
    "add": [[BOARD, EVERYTHING, "--description", EVERYTHING, "--assignee", "me"]],
    "edit": [[CARD, "--title", EVERYTHING], [CARD, "--description", EVERYTHING, "--replace"]],
    "comment": [[CARD, EVERYTHING]],
    "delete": [[CARD]],
    "undo": [[]],
    "inbox": [[], ["--unread"]],
    "attention": [[]],
    "resolve": [[QUESTION, "discard"]],
    "export": [["all", "--format", "csv"], ["all", "--format", "json"], ["all", "--format", "ics"]],
    "overview": [[], [BOARD]],
    "views": [["add", EVERYTHING[:60], f"{EVERYTHING} due:{EVERYTHING}"], [], ["export"]],
    "templates": [["add", BOARD, EVERYTHING[:60], "--description", EVERYTHING], [], ["run"], ["export"]],
    "doctor": [[]],
    "completion": [["bash"]],
    "integrate": [["--remove"]],
    "sign-out": [["--discard-pending"]],
}
REFUSED: list[list[str]] = [
    ["cards", EVERYTHING],
    ["overview", EVERYTHING],
    ["overview", "--client", EVERYTHING],
    ["cards", "all", "--column", f"{EVERYTHING}?"],
    ["add", EVERYTHING, "x"],
    ["add", BOARD, "x", "--due", EVERYTHING],
    ["add", BOARD, "x", "--assignee", EVERYTHING],
    ["add", BOARD, "x", "--column", EVERYTHING],
    ["add", BOARD, "x", "--parent", EVERYTHING],
    ["edit", EVERYTHING, "--title", "x"],
    ["comment", EVERYTHING, "x"],
    ["delete", EVERYTHING],
    ["resolve", EVERYTHING, "mine"],
    ["resolve", QUESTION, EVERYTHING],
    ["export", "all", "--format", "csv", "--output", f"/nowhere/{EVERYTHING}"],
    ["export", "all", "--format", EVERYTHING],
    ["views", "remove", EVERYTHING],
    ["views", "import", f"/nowhere/{EVERYTHING}"],
    ["templates", "add", EVERYTHING, "x"],
    ["templates", "add", BOARD, "x", "--every", EVERYTHING],
    ["templates", "remove", EVERYTHING],
    ["templates", "import", f"/nowhere/{EVERYTHING}"],
    ["cards", "--view", EVERYTHING],
    ["status", "--server", EVERYTHING],
    ["status", "--server", "https://x\x1b]0;t\x07.test"],
    ["completion", EVERYTHING],
    ["sandbox", "--port", EVERYTHING],
    [EVERYTHING],
    ["boards", EVERYTHING],
    ["sign-in", "--timeout", EVERYTHING],
]


@pytest.fixture(scope="module")
def hostile_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """Every text of it differs from what it seems to say."""
    with running_sandbox(tmp_path_factory.mktemp("hostile") / "sandbox") as running:
        with running.state.transaction() as db:
            tasks = [id_ for (id_,) in db.execute("SELECT id FROM tasks ORDER BY id")]
            for at, id_ in enumerate(tasks):
                text = TEXTS[at % len(TEXTS)]
                db.execute(
                    "UPDATE tasks SET title = ?, description = ? WHERE id = ?",
                    (f"{EVERYTHING} {text}", text, id_),
                )
            db.execute("UPDATE tasks SET status = ? WHERE id IN (?, ?)", (EVERYTHING, *tasks[:2]))
            db.execute(
                "UPDATE projects SET title = ? || title, shortcode = ? || shortcode",
                (EVERYTHING, "\x1b]0;\x07"),
            )
            db.execute("UPDATE clients SET name = ? || name", (EVERYTHING,))
            db.execute("UPDATE users SET first_name = ?, last_name = ?", (EVERYTHING, EVERYTHING))
        yield running


@pytest.fixture(scope="module")
def hostile_profile(
    hostile_sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """Synced, with a comment, an edit that can be undone, and a question; and the ids of something there."""
    terminal = Terminal(tmp_path_factory.mktemp("hostile") / "profile", token_environment(hostile_sandbox))
    assert terminal.run("sync").exit_code == 0
    cards = terminal.json("cards", "all")
    terminal.json("comment", cards[0]["id"], EVERYTHING)
    for card in cards[1:3]:
        terminal.json("edit", card["id"], "--title", EVERYTHING)
    (path,) = terminal.profile.glob("accounts/*/store.db")
    with closing(sqlite3.connect(path)) as db, db:
        parked = "UPDATE outbox SET state = 'parked', reason = 'refused', detail = ?, status = 403"
        db.execute(f"{parked} WHERE number = 2", (EVERYTHING,))
    question = terminal.json("attention")[0]["id"]
    return terminal.profile, {BOARD: cards[3]["board"], CARD: cards[3]["id"], QUESTION: question}


@dataclass(frozen=True)
class Hostile:
    terminal: Terminal
    ids: dict[str, str]

    def run(self, *words: str) -> VerbResult:
        return self.terminal.run(*(self.ids.get(word, word) for word in words))


@pytest.fixture
def hostile(
    hostile_sandbox: RunningSandbox, hostile_profile: tuple[Path, dict[str, str]], tmp_path: Path
) -> Hostile:
    profile, ids = hostile_profile
    shutil.copytree(profile, tmp_path / "profile")
    return Hostile(Terminal(tmp_path / "profile", token_environment(hostile_sandbox)), ids)


def is_plain(result: VerbResult) -> bool:
    """CSV has the line ends of RFC 4180."""
    return raw_controls(result.stdout.replace("\r\n", "\n")) == [] == raw_controls(result.stderr)


def test_every_verb_is_tried_here() -> None:
    assert {name for name, *_ in VERB_PARSERS} == {*SUCCEEDS, *(words[0] for words in REFUSED)} & {
        n for n, *_ in VERB_PARSERS
    }


@pytest.mark.parametrize(
    "words",
    [[verb, *words] for verb, methods in SUCCEEDS.items() for words in methods],
    ids=lambda words: words[0],
)
def test_a_verb_that_succeeds(hostile: Hostile, words: list[str]) -> None:
    result = hostile.run(*words)
    assert result.exit_code == 0, result
    assert is_plain(result)


@pytest.mark.parametrize(
    "words",
    [[verb, *words] for verb, methods in SUCCEEDS.items() for words in methods],
    ids=lambda words: words[0],
)
def test_a_verb_that_succeeds_with_json(hostile: Hostile, words: list[str]) -> None:
    result = hostile.run(*words, "--json")
    assert result.exit_code == 0, result
    assert is_plain(result)
    assert isinstance(json.loads(result.stdout), dict | list)


def test_json_still_contains_the_original_text(hostile: Hostile) -> None:
    titles = {card["title"] for card in hostile.run("cards", "all", "--json").json}
    assert {title for title in titles if EVERYTHING in title}
    assert EVERYTHING in hostile.run("status", "--json").json["user"]["name"]


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: words[0][:10])
def test_a_verb_that_fails(hostile: Hostile, words: list[str]) -> None:
    """The document on standard output and the messages on standard error."""
    result = hostile.run(*words, "--json")
    assert result.exit_code in (2, 5)
    assert is_plain(result)
    assert len(result.stderr.splitlines()) == 1
    assert result.error["code"] == result.exit_code
