"""Due dates as iCalendar: read again by the library, and by its rules."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from kanbert_desktop.app.boards.export import export_board
from kanbert_desktop.app.boards.icalendar_export import Events, escape_text
from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.events import EventBus
from support.fake_service import HEAT, WEB, OpenAccount, card, open_fake_account

DAY = date(2026, 12, 1)


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    yield opened
    opened.store.close()


def exported(desktop: OpenAccount, *cards: Card, board: str = "all") -> list[Event]:
    desktop.receive_cards(*cards)
    return events(export_board(desktop.service, board, "ics").text)


def events(text: str) -> list[Event]:
    calendar = Calendar.from_ical(text)
    return list(calendar.walk("VEVENT"))


def test_a_card_is_an_event_of_its_whole_day(desktop: OpenAccount) -> None:
    (event,) = exported(
        desktop,
        card(
            7,
            "Plakat freigeben",
            Column.WIP,
            HEAT,
            due=DAY,
            description="<p>Zwei Größen; <b>A1</b>, A3</p>",
            uri="https://kanbert.example/tasks/7",
        ),
    )
    assert event["SUMMARY"] == "Plakat freigeben"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DAY, DAY + timedelta(days=1))
    assert event["DTSTAMP"].dt == datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
    assert event["UID"] == "7@kanbert"
    assert event["URL"] == "https://kanbert.example/tasks/7"
    assert event["CATEGORIES"].cats == ["Stadtwerke Lindau", "Kampagne Fernwärme"]
    assert event["DESCRIPTION"] == "Kampagne Fernwärme · WIP\nZwei Größen; A1, A3"
    assert event["TRANSP"] == "TRANSPARENT"


def test_cards_without_a_day_and_archived_cards_are_left_out(desktop: OpenAccount) -> None:
    desktop.receive_cards(
        card(1, "Ohne", Column.NEW),
        card(2, "Archiviert", Column.CLOSED, due=DAY),
        card(3, "Fertig", Column.COMPLETED, due=DAY),
        card(5, "Anderswo", Column.NEW, HEAT, due=DAY),
    )
    done = export_board(desktop.service, WEB, "ics")
    assert done.card_count == 1
    assert [event["SUMMARY"] for event in events(done.text)] == ["✓ Fertig"]


def test_a_leap_day_and_the_days_around_a_change_of_the_clock_stay_days(desktop: OpenAccount) -> None:
    days = [
        date(2028, 2, 29),
        date(2026, 3, 29),
        date(2026, 10, 25),
        date(1, 1, 1),
        date(9999, 12, 30),
        date.max,
    ]
    found = exported(desktop, *(card(n, "x", Column.NEW, due=day) for n, day in enumerate(days, 1)))
    assert {event["DTSTART"].dt for event in found} == set(days)
    assert all(type(event["DTSTART"].dt) is date for event in found)


def test_the_uid_stays_when_a_card_made_here_gets_its_id_from_the_server(desktop: OpenAccount) -> None:
    made = desktop.service.add_card(WEB, "Neu", due=DAY).card
    (before,) = events(export_board(desktop.service, "all", "ics").text)
    desktop.mark_sent(made)
    assert desktop.service.require_card(made).server_id == f"server-{made}"
    (after,) = events(export_board(desktop.service, "all", "ics").text)
    assert before["UID"] == after["UID"] == f"{made}@kanbert"


def test_two_exports_of_the_same_cards_are_equal(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "Eins", Column.NEW, due=DAY))
    desktop.service.add_card(WEB, "Hier", due=DAY)
    texts = {export_board(desktop.service, "all", "ics").text for _each in range(2)}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("a; b, c: d", "a; b, c: d"),
        ("C:\\New\\names", "C:\\New\\names"),
        ("eins\nzwei\r\ndrei", "eins zwei drei"),
        ("BEGIN:VEVENT\r\nEND:VCALENDAR", "BEGIN:VEVENT END:VCALENDAR"),
        ("<b>Fett</b> &amp;", "<b>Fett</b> &amp;"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("Ω" * 60 + "😀" * 60, "Ω" * 60 + "😀" * 60),
        ('"quoted" \\; \\,', '"quoted" \\; \\,'),
    ],
)
def test_a_title_is_escaped(desktop: OpenAccount, title: str, shown: str) -> None:
    (event,) = exported(desktop, card(1, title, Column.NEW, due=DAY))
    assert event["SUMMARY"] == shown


def test_lines_are_folded_at_75_bytes_and_end_with_crlf(desktop: OpenAccount) -> None:
    desktop.receive_cards(card(1, "Übergrößenträger " * 20, Column.NEW, due=DAY, description="é" * 5000))
    text = export_board(desktop.service, "all", "ics").text
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in text.encode().replace(b"\r\n", b"")


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "https://x/\r\nATTENDEE:y", "https://x/a b", None])
def test_an_address_that_is_none_becomes_a_link_to_the_card(desktop: OpenAccount, uri: str | None) -> None:
    (event,) = exported(desktop, card(1, "x", Column.NEW, due=DAY, uri=uri))
    assert event["URL"] == "kanbert-desktop://card/1"
    assert "ATTENDEE" not in event


@given(st.text())
def test_any_text_survives_escaping_but_for_controls(text: str) -> None:
    escaped = escape_text(text)
    assert "\n" not in escaped
    assert "\r" not in escaped
    parsed = Event.from_ical(f"BEGIN:VEVENT\r\nSUMMARY:{escaped}\r\nEND:VEVENT\r\n")
    visible = "".join(character for character in text if character.isalnum() or character in "\\;,\"'")
    shown = str(parsed["SUMMARY"])
    assert (
        "".join(character for character in shown if character.isalnum() or character in "\\;,\"'") == visible
    )


def test_a_card_of_an_unknown_board_has_its_column_only(desktop: OpenAccount) -> None:
    lost = Card(key=CardKey("9"), board="gone", title="x", column=Column.NEW, due=DAY)  # type: ignore[arg-type]
    (event,) = events(
        "".join(("BEGIN:VCALENDAR\r\n", Events(desktop.service).text_of(lost), "END:VCALENDAR\r\n"))
    )
    assert event["DESCRIPTION"] == "New"
    assert "CATEGORIES" not in event
