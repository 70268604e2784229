"""`export`: a board as a file or on standard output."""

import csv
import io
import stat
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from support.terminal import Terminal

WEB = ("export", "WEB", "--format")


def test_json_is_what_cards_lists_and_the_closed_ones(terminal: Terminal) -> None:
    new = terminal.json("add", "WEB", "=Formel")
    exported = terminal.json(*WEB, "json")
    listed = [*terminal.json("cards", "WEB"), *terminal.json("cards", "WEB", "--column", "Closed")]
    bare = [
        {key: value for key, value in card.items() if not key.startswith("comments")} for card in exported
    ]
    assert sorted(bare, key=lambda card: card["id"]) == sorted(listed, key=lambda card: card["id"])
    assert [card["pending"] for card in exported if card["id"] == new["id"]] == [True]
    assert terminal.run(*WEB, "json").json == exported


def test_csv_is_utf_8_whatever_the_terminals_encoding(terminal: Terminal, tmp_path: Path) -> None:
    terminal.json("add", "WEB", "=Größe")
    result = terminal.run(*WEB, "csv", "--output", str(tmp_path / "web.csv"), "--json")
    assert result.json == {
        "exported": len(terminal.json(*WEB, "json")),
        "file": str(tmp_path / "web.csv"),
    }
    content = (tmp_path / "web.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,board,")
    assert b"\r\n" in content
    assert "'=Größe".encode() in content
    printed = tmp_path / "printed.csv"
    terminal.run(
        *WEB, "csv", prefix=["sh", "-c", 'exec "$@" >"$0"', str(printed)], PYTHONIOENCODING="latin-1"
    )
    assert printed.read_bytes() == content


def test_csv_and_json_together_are_one_document(terminal: Terminal) -> None:
    document = terminal.json(*WEB, "csv")
    lines = list(csv.reader(io.StringIO(document["content"], newline="")))
    assert (document["file"], document["exported"]) == (None, len(lines) - 1)


def test_icalendar_has_an_event_for_each_card_with_a_due_date(terminal: Terminal, tmp_path: Path) -> None:
    new = terminal.json("add", "WEB", "Größe; a, b", "--due", "2028-02-29")
    result = terminal.run(*WEB, "ics", "--output", str(tmp_path / "web.ics"), "--json")
    content = (tmp_path / "web.ics").read_bytes()
    events = Calendar.from_ical(content).walk("VEVENT")
    dated = [card for card in terminal.json(*WEB, "json") if card["due"] and card["column"] != "Closed"]
    assert result.json == {"exported": len(dated), "file": str(tmp_path / "web.ics")}
    assert {str(event["UID"]) for event in events} == {
        f"{card['external_id'] or card['id']}@kanbert" for card in dated
    }
    mine = next(event for event in events if event["UID"] == f"{new['id']}@kanbert")
    assert (mine["SUMMARY"], mine["DTSTART"].dt) == ("Größe; a, b", date(2028, 2, 29))
    printed = tmp_path / "printed.ics"
    terminal.run(
        *WEB, "ics", prefix=["sh", "-c", 'exec "$@" >"$0"', str(printed)], PYTHONIOENCODING="latin-1"
    )
    assert printed.read_bytes() == content
    assert terminal.json(*WEB, "ics")["content"].encode() == content


def test_a_file_is_private_and_relative_to_the_working_directory(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal.run(*WEB, "json", "--output", "web.json", prefix=["env", "-C", str(tmp_path)])
    assert result.exit_code == 0, result
    assert result.stdout.startswith("Exported to")
    assert stat.S_IMODE((tmp_path / "web.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("place", "code"),
    [("nowhere/web.csv", 5), (".", 5), ("/dev/null", 5), ("/proc/web.csv", 7)],
)
def test_an_unusable_output_path(terminal: Terminal, tmp_path: Path, place: str, code: int) -> None:
    result = terminal.run(*WEB, "csv", "--json", "--output", place, prefix=["env", "-C", str(tmp_path)])
    assert result.exit_code == code, result
    assert result.error["message"]
    assert len(result.stderr.splitlines()) == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith((".", "web"))]


def test_an_unknown_board_and_a_missing_format(terminal: Terminal) -> None:
    assert terminal.run("export", "NOPE", "--format", "csv", "--json").error["code"] == 5
    assert terminal.run("export", "WEB", "--json").error["code"] == 2
    assert terminal.run(*WEB, "xml", "--json").error["code"] == 2


def test_signed_out_there_is_nothing_to_export(profile: Path) -> None:
    assert Terminal(profile).run(*WEB, "csv", "--json").error["code"] == 3
