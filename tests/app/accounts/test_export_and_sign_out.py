"""Export and sign-out: one file with everything unsent is on the disk before anything is discarded."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.app.accounts import sign_out
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import ChangeId
from kanbert_desktop.domain.errors import InvalidInput, Refused, TransientError
from kanbert_desktop.sandbox.faults import error_status, reset_connection
from kanbert_desktop.store.connection import Connection
from plugins.qt_loop import QtLoop
from support.listed_columns import listed_columns
from support.sandbox import RunningSandbox, running_sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


Start = Callable[[], Application]


@pytest.fixture
def start(sandbox: RunningSandbox, profile: Path) -> Start:
    def begin() -> Application:
        token = sandbox.credentials["access_token"]
        options = Options(server=sandbox.url, profile=profile, access_token=token)
        return Application(Environment.for_options(options), options)

    return begin


async def with_everything(application: Application, sandbox: RunningSandbox) -> None:
    """One parked change, two to send, one draft."""
    await application.sign_in_with_token()
    await application.sync()
    service = application.require_service()
    board = service.board("WEB")
    service.add_card(board.id, "Abgelehnt")
    sandbox.faults.inject("POST", "/api/v1/tasks", error_status(422))
    await application.sync()
    card = listed_columns(service, board.id)[Column.NEW][0]
    service.add_comment(card.key, "<p>Ein <b>Wort</b></p>")
    service.add_card(board.id, "Offen", description="<p>Zeile</p>")
    service.local.save_draft(f"comment:{card.key}", "Halber Satz")
    await service.wait_until_saved()


def written(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_everything_unsent_is_in_the_file_and_gone_here(
    qt_loop: QtLoop, sandbox: RunningSandbox, start: Start, tmp_path: Path
) -> None:
    async def scenario() -> None:
        application = start()
        await with_everything(application, sandbox)
        assert application.count_unsent().total == 4
        store = application.environment.store_path(application.account.id)
        await application.export_and_sign_out(tmp_path / "left.json")
        assert application.service is None
        assert not store.exists()
        await application.close()

    qt_loop(scenario())
    document = written(tmp_path / "left.json")
    assert [(change["state"], change["what"][:11]) for change in document["changes"]] == [
        ("needs_decision", "New card “A"),
        ("not_sent", "Comment on "),
        ("not_sent", "New card “O"),
    ]
    refused, comment, added = document["changes"]
    assert refused["reason"] == "refused"
    assert (comment["mine"], comment["mine_html"]) == ({"comment": "Ein Wort"}, "<p>Ein <b>Wort</b></p>")
    assert (added["mine"]["title"], added["mine"]["column"]) == ("Offen", "New")
    assert added["board_title"] == "Website-Relaunch"
    (draft,) = document["drafts"]
    assert draft["text"] == "Halber Satz"
    assert draft["card_title"] == comment["card_title"]
    assert document["user"]["email"] == sandbox.credentials["email"]
    assert sandbox.credentials["access_token"] not in (tmp_path / "left.json").read_text("utf-8")


def test_a_file_that_cannot_be_written_loses_nothing(
    qt_loop: QtLoop, sandbox: RunningSandbox, start: Start, tmp_path: Path
) -> None:
    async def scenario() -> None:
        application = start()
        await with_everything(application, sandbox)
        with pytest.raises(InvalidInput, match="export_no_folder"):
            await application.export_and_sign_out(tmp_path / "nowhere" / "left.json")
        assert application.count_unsent().total == 4
        assert (await application.sync()).attention == 1
        await application.close()

    qt_loop(scenario())


def test_a_change_made_during_the_sign_out_is_in_the_file_too(
    qt_loop: QtLoop,
    sandbox: RunningSandbox,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario() -> None:
        application = start()
        await with_everything(application, sandbox)
        service = application.require_service()

        async def meanwhile(_account: object, _session: object) -> None:
            service.add_card(service.board("WEB").id, "Im letzten Augenblick")

        monkeypatch.setattr(sign_out, "_delete_credentials", meanwhile)
        await application.export_and_sign_out(tmp_path / "left.json")
        await application.close()

    qt_loop(scenario())
    assert written(tmp_path / "left.json")["changes"][-1]["mine"]["title"] == "Im letzten Augenblick"


def test_an_edit_during_the_sign_out_is_kept_unless_discarding(
    qt_loop: QtLoop, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        application = start()
        await application.sign_in_with_token()
        await application.sync()
        service = application.require_service()

        async def meanwhile(_account: object, _session: object) -> None:
            service.add_card(service.board("WEB").id, "Nicht verlieren")

        monkeypatch.setattr(sign_out, "_delete_credentials", meanwhile)
        await application.sign_out("refuse")
        await application.sign_in_with_token()
        assert application.count_unsent().pending == 1
        await application.close()

    qt_loop(scenario())


def test_sending_that_leaves_something_stays_signed_in_and_says_what(
    qt_loop: QtLoop, sandbox: RunningSandbox, start: Start
) -> None:
    async def scenario() -> None:
        application = start()
        await with_everything(application, sandbox)
        with pytest.raises(Refused, match="unsent_left") as caught:
            await application.sign_out("send")
        assert caught.value.parameters == {"count": 2, "pending": 0, "parked": 1, "drafts": 1}
        sandbox.faults.inject("*", "*", reset_connection(), times=None)
        with pytest.raises(TransientError):
            await application.sign_out("send")
        assert application.count_unsent().total == 2
        await application.close()

    qt_loop(scenario())


def test_a_change_of_a_newer_version_is_exported_as_stored(
    qt_loop: QtLoop, start: Start, tmp_path: Path
) -> None:
    def from_the_future(db: Connection) -> None:
        db.execute("UPDATE outbox SET change = json_object('kind', 'from the future')")

    async def scenario() -> None:
        application = start()
        await application.sign_in_with_token()
        await application.sync()
        service = application.require_service()
        service.add_card(service.board("WEB").id, "Später gelesen")
        await service.wait_until_saved()
        application.session._store.write(from_the_future).result(60)
        await application.close()
        application = start()
        application.open_chosen_account()
        assert application.count_unsent().unreadable == 1
        with pytest.raises(Refused, match="unsent"):
            await application.sign_out("refuse")
        await application.export_and_sign_out(tmp_path / "left.json")
        await application.close()

    qt_loop(scenario())
    (row,) = written(tmp_path / "left.json")["unreadable"]
    assert "from the future" in row["change"]
    assert ChangeId(row["id"])
