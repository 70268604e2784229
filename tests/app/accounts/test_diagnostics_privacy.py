"""Diagnostics contain numbers and codes and nothing else, from a profile full of names, texts and secrets."""

from pathlib import Path

import pytest

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.doctor.diagnostics import redact_for_support
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.faults import error_status
from plugins.qt_loop import QtLoop
from support.app_user import AppUser

MARK = "Geheimsache"
RENAMED = (
    ("tasks", "title"),
    ("projects", "title"),
    ("clients", "name"),
    ("users", "first_name"),
    ("users", "last_name"),
)


def mark_everything(person: AppUser) -> list[str]:
    """Marks every text of the server as secret. Returns the marked texts and the addresses of the people."""
    state = person.sandbox.state
    with state.transaction() as database:
        for table, column in RENAMED:
            database.execute(f"UPDATE {table} SET {column} = '{MARK} ' || {column}")  # noqa: S608
        database.execute(f"UPDATE tasks SET description = '<p>{MARK}</p>'")  # noqa: S608
        database.execute(f"UPDATE comments SET comment = '<p>{MARK}</p>'")  # noqa: S608
    return [row["email"] for row in state.rows("SELECT email FROM users")]


async def work(application: Application, person: AppUser) -> None:
    """Syncs, edits offline, has a change rejected, leaves a draft: everything that diagnostics count."""
    await application.sync()
    service = application.require_service()
    first, second, *_ = [card.key for board in service.boards() for card in service.cards(board.id)]
    person.sandbox.faults.inject("PATCH", f"/api/v1/tasks/{first}", error_status(422))
    service.edit_card(first, {Field.TITLE: f"{MARK} abgelehnt"})
    await application.sync()
    service.local.save_draft(f"comment:{second}", f"{MARK} halb geschrieben")
    person.sandbox.faults.offline = True
    service.edit_card(second, {Field.TITLE: f"{MARK} offline"})
    with pytest.raises(KanbertError):
        await application.sync()


def test_diagnostics_hold_no_text_no_name_no_secret(qt_loop: QtLoop, app_user: AppUser) -> None:
    addresses = mark_everything(app_user)

    async def life() -> tuple[str, set[str]]:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await work(application, app_user)
            secrets = set(app_user.keyring.items.values())
            return await application.diagnostics(["a screen"]), secrets

    text, secrets = qt_loop(life())
    assert MARK not in text
    assert not [address for address in addresses if address in text]
    assert not [secret for secret in secrets if secret in text]
    assert str(Path.home()) not in text
    assert str(app_user.options.profile) not in text
    for reported in (
        "Kanbert Desktop 0.1.0: diagnostics",
        "a screen",
        "1 EditCard parked",
        "1 EditCard pending",
        "refused",
        "HTTP 422",
        "1 drafts",
        "ended by offline",
        " 36 cards",
        "database: ",
        "logs: ",
    ):
        assert reported in text, f"{reported!r} is missing in:\n{text}"


def test_diagnostics_work_signed_out(qt_loop: QtLoop, profile: Path) -> None:
    options = Options(profile=profile, server="http://127.0.0.1:9")
    application = Application(Environment.for_options(options), options)

    async def life() -> str:
        return await application.diagnostics()

    text = qt_loop(life())
    assert "not signed in" in text
    assert "WARNING server: http://127.0.0.1:9" in text
    assert "none since the program started" in text


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("/h/anna/data/kanbert/logs", "~/data/kanbert/logs"),
        ("/mnt/anna/kanbert/store.db", "/mnt/anna/kanbert/store.db"),
        ("/p/logs", "PROFILE/logs"),
        ("Authorization: Bearer abcdefghijkl", "Authorization: [hidden]"),
    ],
)
def test_folders_and_secrets_are_shortened(text: str, reported: str) -> None:
    assert redact_for_support(text, Path("/p"), home=Path("/h/anna")) == reported
