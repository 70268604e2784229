"""Opens a sandbox folder and fills a new one with sample data."""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kanbert_desktop.sandbox.demo_credentials import digest
from kanbert_desktop.sandbox.oauth.login import hashed_password
from kanbert_desktop.sandbox.oauth.storage import TASK_SCOPES, store_direct_token
from kanbert_desktop.sandbox.sample_cards import SampleCards, add_bulk_cards
from kanbert_desktop.sandbox.sample_efforts import add_sample_efforts
from kanbert_desktop.sandbox.sample_texts import sample_of
from kanbert_desktop.sandbox.state import Clock, SandboxState, wall_clock


def label_boards(db: sqlite3.Connection, state: SandboxState, sample: Mapping[str, Any]) -> None:
    """Boards that the file does not mention have its first type, the default."""
    types = _types(db, state, sample["types"])
    db.execute("UPDATE projects SET project_type_id = ?", (next(iter(types.values())),))
    tags: dict[str, str] = {}
    for shortcode, label in sample["labels"].items():
        computed = {"planned_hours": label["hours"]} if "hours" in label else {}
        values = (types[label["type"]], label.get("order"), json.dumps(computed), shortcode)
        sql = (
            "UPDATE projects SET project_type_id = ?, po_number = ?, computed_fields = ? WHERE shortcode = ?"
        )
        db.execute(sql, values)
        for title in label.get("tags", ()):
            _tag(db, state, tags, title, shortcode)


def _types(db: sqlite3.Connection, state: SandboxState, types: Mapping[str, Any]) -> dict[str, str]:
    ids = {}
    for position, (key, each) in enumerate(types.items()):
        ids[key] = state.new_id()
        row = (ids[key], each["title"], each["shortcode"], each["color"], position, position == 0)
        db.execute("INSERT INTO project_types VALUES (?, ?, ?, ?, ?, ?)", row)
    return ids


def _tag(
    db: sqlite3.Connection, state: SandboxState, known: dict[str, str], title: str, shortcode: str
) -> None:
    if title not in known:
        known[title] = state.new_id()
        db.execute("INSERT INTO tags VALUES (?, ?)", (known[title], title))
    sql = "INSERT INTO project_tags SELECT id, ? FROM projects WHERE shortcode = ?"
    db.execute(sql, (known[title], shortcode))


_REDIRECT = "http://127.0.0.1/callback"


def seed_sample_data(state: SandboxState, tasks: int | None = None, language: str | None = None) -> None:
    """Runs once per folder. `tasks` is the total number of cards without sub-tasks; None leaves the sample unchanged.

    `language` as in `sample_of`.
    """
    sample = sample_of(language)
    with state.transaction() as db:
        if not db.execute("SELECT 1 FROM notes").fetchone():
            _seed_cards(db, state, sample, tasks)
        add_sample_efforts(db, state, [board["shortcode"] for board in sample["boards"]])


def _seed_cards(
    db: sqlite3.Connection, state: SandboxState, sample: Mapping[str, Any], tasks: int | None
) -> None:
    people = _users(db, state, sample)
    clients = _clients(db, state, sample, people)
    _applications(db, state, people["mira"])
    cards = SampleCards(db, state, people, _priorities(db, state, sample))
    cards.target_count = tasks
    for board in sample["boards"]:
        cards.add_board(board, clients[board["client"]])
    if tasks is not None:
        add_bulk_cards(cards, sample["crowd"], clients, tasks)
    cards.write()
    label_boards(db, state, sample)


def _users(db: sqlite3.Connection, state: SandboxState, sample: Mapping[str, Any]) -> dict[str, str]:
    """Returns ids by the short names of the file. Only the demo user has a password."""
    db.execute("INSERT INTO notes VALUES ('space_id', ?)", (state.new_id(),))
    db.execute("INSERT INTO notes VALUES ('space_name', ?)", (sample["space"],))
    ids = {}
    password = hashed_password(state.secrets.credentials()["password"])
    for key, user in sample["people"].items():
        ids[key] = state.new_id()
        mail = f"{user['mail']}@{state.secrets.mail_domain}"
        row = (ids[key], user["first"], user["last"], mail, user.get("type", "user"))
        sql = "INSERT INTO users (id, first_name, last_name, email, type, password_hash) VALUES (?, ?, ?, ?, ?, ?)"
        db.execute(sql, (*row, password if key == "mira" else None))
    return ids


def _clients(
    db: sqlite3.Connection, state: SandboxState, sample: Mapping[str, Any], people: Mapping[str, str]
) -> dict[str, str]:
    ids = {}
    for key, client in sample["clients"].items():
        ids[key] = state.new_id()
        row = (ids[key], client["name"], client["shortcode"], people[client["contact"]])
        sql = "INSERT INTO clients (id, name, shortcode, primary_contact_id) VALUES (?, ?, ?, ?)"
        db.execute(sql, row)
    return ids


def _priorities(db: sqlite3.Connection, state: SandboxState, sample: Mapping[str, Any]) -> dict[str, str]:
    ids = {}
    for position, (key, priority) in enumerate(sample["priorities"].items()):
        ids[key] = state.new_id()
        row = (ids[key], priority["title"], priority["color"], position)
        db.execute("INSERT INTO priorities VALUES (?, ?, ?, ?)", row)
    return ids


def _applications(db: sqlite3.Connection, state: SandboxState, user_id: str) -> None:
    keys = state.secrets.credentials()
    rows = [
        (keys["client_id"], "Kanbert Desktop", "kanbert-desktop", None),
        (
            keys["confidential_client_id"],
            "Kanbert Desktop (Team)",
            "kanbert-desktop-team",
            digest(keys["client_secret"]),
        ),
    ]
    sql = "INSERT INTO applications (client_id, name, slug, secret_hash, redirect_uris, created_at) VALUES (?, ?, ?, ?, ?, ?)"
    for row in rows:
        db.execute(sql, (*row, json.dumps([_REDIRECT]), state.now()))
    scopes = " ".join(TASK_SCOPES)
    store_direct_token(
        db, keys["access_token"], "Sample data", user_id, scopes, slug="access-token", created_at=state.now()
    )


__all__ = ["Clock", "SandboxState", "open_state", "wall_clock"]


def open_state(
    folder: Path, *, tasks: int | None = None, clock: Clock = wall_clock, language: str | None = None
) -> SandboxState:
    """`tasks` and `language` have an effect on a new folder only; existing data is kept."""
    state = SandboxState(folder, clock)
    seed_sample_data(state, tasks, language)
    return state
