"""Working offline: edits wait, survive a kill, and arrive exactly once."""

import json
import signal
from typing import Any

import pytest

from kanbert_desktop.sandbox.faults import (
    HeldRequest,
    error_status,
    hold_request,
    lose_response,
    reset_connection,
)
from support.sandbox import RunningSandbox
from support.terminal import HeldVerb, Terminal, result_of

OFFLINE = {"KANBERT_SERVER": None}


def there(sandbox: RunningSandbox, title: str) -> list[dict[str, Any]]:
    return [task for task in sandbox.state.tasks() if task["title"] == title]


def unplug(sandbox: RunningSandbox) -> None:
    sandbox.faults.inject("*", "*", reset_connection(), times=None)


@pytest.fixture
def loaded(own_terminal: Terminal) -> None:
    """Requested before other fixtures, so that the first load is complete."""
    own_terminal.json("sync")


def test_edits_without_a_network_arrive_once_with_it(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    unplug(own_sandbox)
    old = own_terminal.json("cards", "WEB")[0]
    new = own_terminal.json("add", "WEB", "Im Zug geschrieben")
    own_terminal.json("comment", new["id"], "Auch im Zug")
    own_terminal.json("edit", old["id"], "--column", "Approved")
    failed = own_terminal.run("sync", "--json")
    assert failed.exit_code == 4
    assert own_terminal.json("status")["sync_state"] == "waiting_for_network"
    assert there(own_sandbox, "Im Zug geschrieben") == []

    own_sandbox.faults.clear()
    assert own_terminal.json("sync") | {"pulled": 0} == {
        "pulled": 0,
        "pushed": 3,
        "pending": 0,
        "attention": 0,
    }
    (task,) = there(own_sandbox, "Im Zug geschrieben")
    assert task["external_id"] == new["id"]
    assert [
        comment["comment"] for comment in own_sandbox.state.comments() if comment["task_id"] == task["id"]
    ] == ["<p>Auch im Zug</p>"]
    (moved,) = [row for row in own_sandbox.state.tasks() if row["id"] == old["id"]]
    assert moved["status"] == "Approved"
    now = own_terminal.json("cards", "WEB", "--search", "Im Zug geschrieben")[0]
    assert now["id"] == task["id"]
    assert own_terminal.json("edit", new["id"], "--column", "WIP")["id"] == task["id"]


def test_a_kill_between_edit_and_sync_loses_nothing(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    added = own_terminal.start("add", "WEB", "Gerettet", "--json")
    assert added.stdout is not None
    first = added.stdout.readline()
    added.kill()
    added.communicate()
    assert first == "{\n", "the card was announced"
    own_terminal.json("sync")
    assert len(there(own_sandbox, "Gerettet")) == 1


def test_a_kill_while_sending_leaves_one_card(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Nur einmal")
    gate = HeldRequest()
    own_sandbox.faults.inject("POST", "/api/v1/tasks", hold_request(gate))
    sending = own_terminal.start("sync")
    assert gate.has_arrived.wait(60)
    sending.kill()
    sending.communicate()
    gate.release()
    own_terminal.json("sync")
    own_terminal.json("sync")
    assert len(there(own_sandbox, "Nur einmal")) == 1
    assert own_terminal.json("status")["pending"] == 0


def test_a_lost_answer_does_not_double_a_card(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Antwort verloren")
    own_sandbox.faults.inject("POST", "/api/v1/tasks", lose_response())
    own_terminal.run("sync")
    own_terminal.json("sync")
    assert len(there(own_sandbox, "Antwort verloren")) == 1


def test_a_rejected_change_waits_for_a_decision(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Unerwünscht")
    good = own_terminal.json("add", "WEB", "Erwünscht")
    own_sandbox.faults.inject("POST", "/api/v1/tasks", error_status(422))
    report = own_terminal.json("sync")
    assert (report["pending"], report["attention"]) == (0, 1)
    assert there(own_sandbox, "Erwünscht")[0]["external_id"] == good["id"]
    (question,) = own_terminal.json("attention")
    assert set(question) >= {"id", "card", "reason", "mine", "theirs", "choices"}
    assert question["reason"] == "refused"
    assert question["choices"] == ["retry", "discard"]
    assert own_terminal.json("status")["sync_state"] == "needs_decision"
    assert own_terminal.run("resolve", question["id"], "mine").exit_code == 5
    assert own_terminal.json("resolve", question["id"], "retry") == {"resolved": question["id"]}
    own_terminal.json("sync")
    assert len(there(own_sandbox, "Unerwünscht")) == 1


def test_undo_reverts_a_sent_change(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    card = own_terminal.json("cards", "WEB")[0]
    own_terminal.json("edit", card["id"], "--title", "Falsch")
    own_terminal.json("sync")
    own_terminal.json("undo")
    own_terminal.json("sync")
    assert there(own_sandbox, "Falsch") == []
    assert len(there(own_sandbox, card["title"])) >= 1


def test_undo_restores_a_deleted_card_as_a_new_one(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    card = own_terminal.json("cards", "WEB")[0]
    own_terminal.json("delete", card["id"])
    own_terminal.json("sync")
    assert card["id"] not in {task["id"] for task in own_sandbox.state.tasks()}
    undone = own_terminal.json("undo")
    assert undone["how"] == "restored"
    own_terminal.json("sync")
    (restored,) = there(own_sandbox, card["title"])
    assert restored["external_id"] == undone["card"]


@pytest.mark.parametrize("verb", [["boards"], ["add", "WEB", "x"], ["status"]], ids=lambda words: words[0])
def test_an_unreachable_server_does_not_matter(terminal: Terminal, verb: list[str]) -> None:
    assert terminal.run(*verb, **OFFLINE).exit_code == 0


def test_two_verbs_at_once_both_succeed(terminal: Terminal) -> None:
    verbs = [
        terminal.start("add", "WEB", f"Zugleich {number}", "--json", has_long_timeouts=True)
        for number in range(4)
    ]
    result = [result_of(verb) for verb in verbs]
    assert [one.exit_code for one in result] == [0, 0, 0, 0], result
    assert len({one.json["id"] for one in result}) == 4
    assert len(terminal.json("cards", "WEB", "--search", "Zugleich")) == 4


def test_a_verb_is_served_while_another_one_holds_the_profile(
    own_sandbox: RunningSandbox, own_terminal: Terminal, loaded: None, held_verb: HeldVerb
) -> None:
    assert own_terminal.json("add", "WEB", "Übergeben")["pending"] is True
    assert own_terminal.run("cards", "NOPE", "--json").error["code"] == 5
    assert held_verb.release().exit_code == 0
    own_terminal.json("sync")
    assert len(there(own_sandbox, "Übergeben")) == 1


def test_a_holder_on_another_account_is_waited_for_in_vain(
    own_terminal: Terminal, loaded: None, held_verb: HeldVerb
) -> None:
    other = {"KANBERT_ACCESS_TOKEN": "somebody-elses-token-here"}
    result = own_terminal.run("undo", "--json", has_long_timeouts=False, **other)
    assert result.exit_code == 7
    assert "profile" in result.error["title"].lower()
    assert held_verb.release().exit_code == 0


def test_the_profile_of_a_killed_verb_is_free_again(
    own_terminal: Terminal, loaded: None, held_verb: HeldVerb
) -> None:
    held_verb.process.kill()
    held_verb.process.communicate()
    assert len(own_terminal.json("boards")) == 8


def test_an_interrupted_verb_says_so(held_verb: HeldVerb) -> None:
    held_verb.process.send_signal(signal.SIGINT)
    result = result_of(held_verb.process)
    assert result.exit_code == 6
    assert json.loads(result.stdout)["error"]["code"] == 6
    assert "Traceback" not in result.stderr


def test_a_card_undone_at_once_was_still_added(terminal: Terminal) -> None:
    words = [("add", "WEB", "Kaum da", "--json"), *[("undo",)] * 3]
    added, *undone = map(result_of, [terminal.start(*one, has_long_timeouts=True) for one in words])
    assert (added.exit_code, added.json["title"]) == (0, "Kaum da")
    assert {result.exit_code for result in undone} <= {0, 5}
