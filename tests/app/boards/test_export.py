"""Export of boards: everything shown, nothing that a spreadsheet would run."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.app.boards.export import (
    BYTE_ORDER_MARK,
    CSV_COLUMNS,
    ExportFormat,
    export_board,
    export_parts,
    export_to_file,
)
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, Column, PersonId
from kanbert_desktop.domain.errors import Refused
from support.offline_service import OpenAccount

WEB = BoardId("b1")


def as_json(board_service: BoardService, board: str = "web") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export_board(board_service, board, "json").text)
    return found


def as_table(board_service: BoardService, board: str = "web") -> list[dict[str, str]]:
    text = export_board(board_service, board, "csv").text
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def test_everything_shown_is_there(service: BoardService) -> None:
    added = service.add_card(WEB, "Neu", due=date(2026, 12, 24), assignee=PersonId("p1"), column=Column.WIP)
    cards = as_json(service)
    assert {card["title"] for card in cards} == {"Navigation", "Footer", "Header", "Archive", "Neu"}
    (new,) = [card for card in cards if card["id"] == added.card]
    assert (new["pending"], new["due"], new["assignee"]["email"]) == (True, "2026-12-24", "mira@x.test")
    assert {card["title"]: card["parent"] for card in cards}["Footer"] == "t1"
    assert {card["column"] for card in cards} >= {"Closed", "Completed", "WIP"}
    assert export_board(service, "web", "json").card_count == 5


def test_both_formats_have_the_same_contents(service: BoardService) -> None:
    service.edit_card("t1", {})
    service.move_card("t1", Column.BACKLOG)
    cards = as_json(service)
    assert cards
    for card, line in zip(cards, as_table(service), strict=True):
        assert (line["id"], line["title"], line["column"]) == (card["id"], card["title"], card["column"])
        assert line["pending"] == ("true" if card["pending"] else "false")
        assert line["parent"] == (card["parent"] or "")
        assert line["board_title"] == "Website"


def test_comments_come_with_whether_all_are_known(service: BoardService) -> None:
    service.add_comment("t1", "<p>Nur hier</p>")
    (card,) = [card for card in as_json(service) if card["id"] == "t1"]
    assert [(one["text"], one["pending"]) for one in card["comments"]] == [("Nur hier", True)]
    assert card["comments_known"] is False
    key = service.add_card(WEB, "Neu").card
    service.add_comment(key, "<p>Auch</p>")
    (own,) = [card for card in as_json(service) if card["id"] == key]
    assert own["comments_known"] is True


@pytest.mark.parametrize("as_format", ["csv", "json"])
def test_a_file_written_card_by_card_holds_the_whole_text(
    service: BoardService, tmp_path: Path, as_format: ExportFormat
) -> None:
    service.add_card(WEB, "Größe \ud83d", description="<p>eins</p>")
    exported = export_to_file(service, "web", as_format, tmp_path / "board")
    whole = export_board(service, "web", as_format)
    assert exported == (whole.card_count, tmp_path / "board")
    assert exported.path.read_bytes() == whole.text.encode("utf-8", "backslashreplace")


def test_comments_are_read_for_many_cards_at_once(
    service: BoardService, offline_service: OpenAccount
) -> None:
    statements: list[str] = []
    cards = service.cards(WEB)
    offline_service.store.read().set_trace_callback(statements.append)
    "".join(export_parts(service, cards, "json"))
    assert len(cards) > 1
    assert sum("kind = 'comment'" in one for one in statements) == 1


def test_what_is_deleted_here_is_not_shown(service: BoardService) -> None:
    service.delete_card("t4")
    assert "Archive" not in {card["title"] for card in as_json(service)}


def test_all_is_every_running_board(service: BoardService, offline_service: OpenAccount) -> None:
    service.add_card(BoardId("b2"), "Anderswo")
    assert {card["board"] for card in as_json(service, "all")} == {"b1", "b2"}
    with pytest.raises(Refused, match="unknown_board"):
        export_board(service, "nope", "csv")
    assert offline_service.sync_control.edit_count


def test_an_empty_board_is_a_whole_file(service: BoardService) -> None:
    assert as_json(service, "b2") == []
    assert export_board(service, "b2", "csv").text == BYTE_ORDER_MARK + ",".join(CSV_COLUMNS) + "\r\n"


def test_lines_quotes_and_commas_survive(service: BoardService) -> None:
    service.add_card(WEB, 'Ein "Titel", mit; allem', description="<p>eins</p><p>zwei</p>")
    (line,) = [line for line in as_table(service) if line["title"].startswith("Ein")]
    assert line["title"] == 'Ein "Titel", mit; allem'
    assert line["description"] == "eins\n\nzwei"


def test_a_dangerous_title_is_harmless_in_the_file(service: BoardService) -> None:
    service.add_card(WEB, "=HYPERLINK(1)", description="<p>@cmd</p>")
    (line,) = [line for line in as_table(service) if "HYPERLINK" in line["title"]]
    assert (line["title"], line["description"]) == ("'=HYPERLINK(1)", "'@cmd")
