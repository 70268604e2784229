"""No reader interprets a cell as a formula, whatever separator it splits at or characters it ignores."""

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kanbert_desktop.app.boards.export import BYTE_ORDER_MARK, escape_formula, export_board
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId
from support.hostile_text import FORMULAS, TEXTS

WEB = BoardId("b1")
SIGNS = frozenset("=+-@＝＋－＠")
NO_INK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u180b\u180c\u180d\u180f")
"""Invisible characters that their category does not reveal (DerivedCoreProperties, Default_Ignorable_Code_Point; braille blank)."""
BLANK_CATEGORIES = ("Cc", "Cf", "Zs", "Zl", "Zp")
BLANKS = st.characters(categories=BLANK_CATEGORIES, include_characters="".join(sorted(NO_INK)))
PIECES = st.sampled_from(
    [*"=+-@＝＋－＠;,\t\r\n\"' ", "\r\n", '";"', "\ufeff", "\u200b", "\ufe0f", "1", "cmd|", "x"]
)
CELLS = st.lists(PIECES | st.characters(codec="utf-8"), max_size=12).map("".join)


def is_blank(sign: str) -> bool:
    return unicodedata.category(sign) in BLANK_CATEGORIES or sign in NO_INK


def begins_a_formula(cell: str) -> bool:
    return (
        next((sign for sign in cell if not is_blank(sign) and not 0xFE00 <= ord(sign) <= 0xFE0F), "") in SIGNS
    )


def cells(text: str, delimiter: str) -> list[str]:
    """The cells found by a reader with that separator. It reads the whole file, also with misplaced quotes."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        (" =1", " '=1"),
        ("\ufeff\u200b=1", "\ufeff\u200b'=1"),
        ("Budget;=cmd|x", "Budget;'=cmd|x"),
        ("a\t=1;\r\n-2\n\n@x\r=y", "a\t'=1;\n'-2\n\n'@x\n'=y"),
        ('b;"=1', "b;\"'=1"),
        ("＝1;＋2", "'＝1;'＋2"),
        ("-", "'-"),
        ("a\x1b\x00b", "ab"),
    ],
)
def test_the_apostrophe_is_before_the_sign(cell: str, safe: str) -> None:
    assert escape_formula(cell) == safe


@pytest.mark.parametrize(
    "cell", ["", " ", "Titel", "2026-12-24", "1-2", "a=b", "x@y.test", "a;b", "'=1", "a,=1", "\t"]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert escape_formula(cell) == cell


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_formula_of_the_corpus_is_left(cell: str) -> None:
    assert escape_formula(cell) != cell
    assert escape_formula(escape_formula(cell)) == escape_formula(cell)


@given(st.lists(CELLS, min_size=1, max_size=5), st.sampled_from(",;\t"))
@example(["Budget;=cmd|' /C calc'!A0"], ";")
@example(['x;"=1+1"', "=2"], ";")
@example(["a\r=1", "b\n=2"], ",")
@example(['"', ";=1"], ";")
def test_no_reader_finds_a_formula(row: list[str], delimiter: str) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([escape_formula(cell) for cell in row])
    assert [cell for cell in cells(written.getvalue(), delimiter) if begins_a_formula(cell)] == []
    if delimiter == ",":
        assert cells(written.getvalue(), ",") == [escape_formula(cell) for cell in row]


@given(st.text(BLANKS, max_size=4), st.sampled_from(sorted(SIGNS)))
def test_invisible_characters_are_ignored(blank: str, sign: str) -> None:
    reported = escape_formula(f"x;{blank}{sign}1")
    assert reported.endswith(f"'{sign}1")


def test_every_title_of_the_corpus_in_a_whole_file(service: BoardService) -> None:
    for number, text in enumerate(TEXTS):
        if len(text) < 200:
            service.add_card(WEB, f"{text} {number}", description=f"<p>{text}</p>")
    exported = export_board(service, "web", "csv")
    assert exported.card_count > len(TEXTS) / 2
    table = exported.text.removeprefix(BYTE_ORDER_MARK)
    for delimiter in ",;\t":
        assert [cell for cell in cells(table, delimiter) if begins_a_formula(cell)] == []
