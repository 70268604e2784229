"""Verbs and window on a profile with damaged lists: never the exit code of a bug, and the damage is reported."""

import json

import pytest

from support.terminal import Terminal

DAMAGED = {
    "rows": '{"version": 1, "accounts": [null, {"server": 7}, {"server": "\\ud800"}], "tokens": []}',
    "deep": "[" * 100_000,
    "nothing": "",
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_no_verb_ends_as_a_bug(terminal: Terminal, text: str) -> None:
    (terminal.profile / "accounts" / "index.json").write_text(text, "utf-8")
    (terminal.profile / "settings.json").write_text(text, "utf-8")
    codes = [terminal.run(*words).exit_code for words in (("status",), ("boards",), ("sign-out", "--forget"))]
    assert codes == [0, 3, 3]
    result = {check["name"]: check for check in terminal.json("doctor")["checks"]}
    assert not result["profile"]["ok"]
    log = (terminal.profile / "logs" / "kanbert-desktop.log").read_text("utf-8")
    assert "list of accounts" in log


def test_a_sound_account_beside_a_damaged_one_works_on(terminal: Terminal) -> None:
    index = terminal.profile / "accounts" / "index.json"
    result = json.loads(index.read_text("utf-8"))
    result["accounts"] += [None, {"server": "https://kanbert.test", "user": ["1"]}]
    index.write_text(json.dumps(result), "utf-8")
    assert len(terminal.json("boards")) == 8
