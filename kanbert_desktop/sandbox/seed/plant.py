"""From the sample file to rows: people, clients, boards, cards, with dates counted from today."""

import json
import sqlite3
import tomllib
from collections.abc import Mapping
from typing import Any

from kanbert_desktop.resources import resource
from kanbert_desktop.sandbox.keys import digest
from kanbert_desktop.sandbox.oauth.grants import keep_direct_token
from kanbert_desktop.sandbox.oauth.login import hashed_password
from kanbert_desktop.sandbox.oauth.scopes import TASK_SCOPES
from kanbert_desktop.sandbox.seed.cards import Cards
from kanbert_desktop.sandbox.seed.crowd import grow
from kanbert_desktop.sandbox.seed.labels import label_boards
from kanbert_desktop.sandbox.state import World

_REDIRECT = "http://127.0.0.1/callback"


def plant(world: World, tasks: int | None = None) -> None:
    """Once per folder. `tasks`: so many cards in all, sub-tasks not counted; None leaves the sample as it is."""
    with world.transaction() as db:
        if db.execute("SELECT 1 FROM notes").fetchone():
            return
        sample = tomllib.loads(resource("sandbox/studio.toml").read_text("utf-8"))
        people = _people(db, world, sample)
        clients = _clients(db, world, sample, people)
        _applications(db, world, people["mira"])
        cards = Cards(db, world, people, _priorities(db, world, sample))
        cards.wanted = tasks
        for board in sample["boards"]:
            cards.add_board(board, clients[board["client"]])
        if tasks is not None:
            grow(cards, sample["crowd"], clients, tasks)
        cards.store()
        label_boards(db, world, sample)


def _people(db: sqlite3.Connection, world: World, sample: Mapping[str, Any]) -> dict[str, str]:
    """Answers ids by the file's short names. Only the demo user has a password."""
    db.execute("INSERT INTO notes VALUES ('space_id', ?)", (world.new_id(),))
    db.execute("INSERT INTO notes VALUES ('space_name', ?)", (sample["space"],))
    ids = {}
    password = hashed_password(world.keys.credentials()["password"])
    for key, person in sample["people"].items():
        ids[key] = world.new_id()
        mail = f"{person['mail']}@{world.keys.mail_domain}"
        row = (ids[key], person["first"], person["last"], mail, person.get("type", "user"))
        sql = "INSERT INTO users (id, first_name, last_name, email, type, password_hash) VALUES (?, ?, ?, ?, ?, ?)"
        db.execute(sql, (*row, password if key == "mira" else None))
    return ids


def _clients(
    db: sqlite3.Connection, world: World, sample: Mapping[str, Any], people: Mapping[str, str]
) -> dict[str, str]:
    ids = {}
    for key, client in sample["clients"].items():
        ids[key] = world.new_id()
        row = (ids[key], client["name"], client["shortcode"], people[client["contact"]])
        sql = "INSERT INTO clients (id, name, shortcode, primary_contact_id) VALUES (?, ?, ?, ?)"
        db.execute(sql, row)
    return ids


def _priorities(db: sqlite3.Connection, world: World, sample: Mapping[str, Any]) -> dict[str, str]:
    ids = {}
    for position, (key, priority) in enumerate(sample["priorities"].items()):
        ids[key] = world.new_id()
        row = (ids[key], priority["title"], priority["color"], position)
        db.execute("INSERT INTO priorities VALUES (?, ?, ?, ?)", row)
    return ids


def _applications(db: sqlite3.Connection, world: World, user_id: str) -> None:
    keys = world.keys.credentials()
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
        db.execute(sql, (*row, json.dumps([_REDIRECT]), world.now()))
    scopes = " ".join(TASK_SCOPES)
    keep_direct_token(
        db, keys["access_token"], "Sample data", user_id, scopes, slug="access-token", created_at=world.now()
    )
