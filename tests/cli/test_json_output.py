"""`--json` with every verb: exactly one document on standard output, whether it succeeds or not."""

import json
from pathlib import Path

import pytest

from kanbert_desktop.cli.arguments import VERB_PARSERS
from support.terminal import Terminal, VerbResult

GOOD: dict[str, list[str]] = {
    "sign-in": [],
    "status": [],
    "sync": [],
    "boards": [],
    "cards": ["all"],
    "add": ["WEB", "Neu"],
    "edit": ["{card}", "--title", "Anders"],
    "comment": ["{card}", "Ein Wort"],
    "delete": ["{card}"],
    "undo": [],
    "inbox": [],
    "attention": [],
    "export": ["WEB", "--format", "csv"],
    "overview": [],
    "views": ["add", "Offen", "is:open"],
    "templates": ["list"],
    "doctor": [],
    "completion": ["bash"],
    "integrate": ["--remove"],
    "sign-out": ["--discard-pending"],
}
"""A successful call of each verb. `undo` has a change to undo."""
REFUSED: dict[str, list[str]] = {
    "cards": ["NOPE"],
    "add": ["NOPE", "Neu"],
    "edit": ["nope", "--title", "x"],
    "comment": ["nope", "x"],
    "delete": ["nope"],
    "resolve": ["nope", "mine"],
    "export": ["NOPE", "--format", "json"],
    "overview": ["WEB", "--client", "Nobody"],
    "views": ["remove", "nope"],
    "templates": ["remove", "nope"],
    "sign-in": ["--timeout", "0"],
    "sandbox": ["--port", "x"],
    "completion": ["tcsh"],
}


WITHOUT_PROFILE = frozenset({"doctor", "completion", "integrate"})


def document(result: VerbResult) -> object:
    """The single document; `json.loads` rejects a second one."""
    assert "Traceback" not in result.stderr
    return json.loads(result.stdout)


def test_every_verb_is_tried_here() -> None:
    assert {name for name, *_ in VERB_PARSERS} == {*GOOD, *REFUSED}


@pytest.mark.parametrize("verb", GOOD)
def test_a_verb_that_succeeds(terminal: Terminal, verb: str) -> None:
    card = terminal.json("add", "WEB", "Eine Karte")["id"]
    result = terminal.run(verb, *(word.format(card=card) for word in GOOD[verb]), "--json")
    assert result.exit_code == 0, result
    assert isinstance(document(result), dict | list)


@pytest.mark.parametrize("verb", REFUSED)
def test_a_verb_that_fails(terminal: Terminal, verb: str) -> None:
    result = terminal.run(verb, *REFUSED[verb], "--json")
    assert result.exit_code in (2, 5)
    assert document(result) == {"error": result.error}
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("verb", [name for name in GOOD if name not in WITHOUT_PROFILE])
def test_a_verb_on_a_profile_that_cannot_be_made(tmp_path: Path, verb: str) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = Terminal(tmp_path / "file" / "profile").run(
        verb, *(word.format(card="1") for word in GOOD[verb]), "--json"
    )
    assert result.error["code"] == 7
