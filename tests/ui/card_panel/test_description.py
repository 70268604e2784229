"""HTML from the server is shown safely; the editor writes few forms and never drops what it does not understand."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.untrusted_text import MAX_TITLE_LENGTH
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.comments import CommentRow
from kanbert_desktop.ui.card_panel.rich_text import RichTextEditor, html_of, is_openable_url
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.full_text import MAX_LINE_LENGTH, FullTextDialog
from kanbert_desktop.ui.widgets.text_editors import TitleEditor
from kanbert_desktop.ui.widgets.untrusted_html import displayable_html
from support.board_fixture import BoardFixture, card
from support.hostile_html import MAX_NESTING
from support.static_site import running_site

HOSTILE = (
    '<p onclick="x()">Text<script>alert(1)</script><img src="/etc/passwd"><iframe src="http://x"></iframe>'
    '<style>p{}</style><a href="javascript:alert(1)">a</a><a href="file:///etc/passwd">b</a>'
    '<a href="//host/x">c</a><!-- note --></p>'
)


MAGENTA = QColor("magenta")
"""No colour of the program is like this one."""


def has_magenta(view: QTextEdit) -> bool:
    drawn = QImage(200, 100, QImage.Format.Format_RGB32)
    drawn.fill(QColor("white"))
    # Laid out by hand: a view that was never shown has no layout.
    view.document().setTextWidth(180)
    with QPainter(drawn) as painter:
        view.document().drawContents(painter)
    return any(drawn.pixelColor(x, y) == MAGENTA for x in range(200) for y in range(100))


def name_of(person: str) -> str:
    return {"u2": "Jonas <b>Brandt</b>"}.get(person, "Unknown person")


def round_trip(theme: Theme, html: str, qtbot: QtBot) -> str:
    editor = RichTextEditor(theme, None)  # type: ignore[arg-type]  # a window of its own
    qtbot.addWidget(editor)
    editor.start(html, name_of)
    return editor.html()


def test_dangerous_html_is_removed() -> None:
    cleaned = displayable_html(HOSTILE, name_of).html
    for word in ("script", "img", "iframe", "style", "onclick", "javascript", "file:", "note"):
        assert word not in cleaned
    assert "Text" in cleaned


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://kanbert.example", True),
        ("mailto:a@b.example", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("kanbert-mention:u2", False),
        ("/relative", False),
    ],
)
def test_only_allowed_schemes_open(address: str, opens: bool) -> None:
    assert is_openable_url(QUrl(address)) is opens


def test_the_view_loads_nothing(page: BoardPage, tmp_path: Path, qtbot: QtBot) -> None:
    """The documents get what the sanitiser would have removed. An ordinary view proves that it could be loaded."""
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(MAGENTA)
    assert image.save(str(tmp_path / "picture.png"))
    ordinary = QTextBrowser()
    qtbot.addWidget(ordinary)
    ours = (page.panel.description.view, page.panel.description.editor)
    with running_site() as site:
        site.serve((tmp_path / "picture.png").read_bytes())
        local = QUrl.fromLocalFile(str(tmp_path / "picture.png")).toString()
        for view in (ordinary, *ours):
            view.document().setHtml(f'<p><img src="{local}"> and <img src="{site.address}"></p>')
        assert has_magenta(ordinary), "a picture that nobody could load proves nothing"
        assert not any(has_magenta(view) for view in ours)
    assert site.requests == []


def test_a_mention_is_shown_by_name_and_written_back(theme: Theme, qtbot: QtBot) -> None:
    html = '<p>Hi <mention data-id="u2"></mention> there</p>'
    assert "@Jonas &lt;b&gt;Brandt" in displayable_html(html, name_of).html
    assert round_trip(theme, html, qtbot) == html
    assert round_trip(theme, '<p>Hi <mention data-id="u2" /> there</p>', qtbot) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain</p>",
        "<p>One<br>two</p><p>Next</p>",
        "<p>A <b>bold</b> and an <i>italic</i> word &amp; 1 &lt; 2</p>",
        '<p>See <a href="https://kanbert.example/?a=1&amp;b=2">this</a></p>',
        "<p>List:</p><ul><li>one</li><li>two</li></ul><p>End</p>",
        "<ol><li>first</li><li>second</li></ol>",
    ],
)
def test_edited_html_is_stable(theme: Theme, html: str, qtbot: QtBot) -> None:
    assert round_trip(theme, html, qtbot) == html


def test_an_empty_text_is_nothing() -> None:
    document = QTextDocument()
    document.setHtml("<p> </p><p></p>")
    assert html_of(document) == ""


def test_a_click_edits_and_leaving_saves(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    page.open_card(CardKey("7"))
    description = page.panel.description
    qtbot.mouseClick(description.view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(description.editor.hasFocus)
    qtbot.keyClicks(description.editor, " Ende")
    page.panel.composer.field.setFocus()
    assert board_fixture.service.require_card("7").description.endswith("nicht oben Ende</li></ul>")
    assert not description.is_editing


def test_opening_the_editor_changes_nothing(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.open_card(CardKey("7"))
    page.panel.description.edit()
    page.panel.composer.field.setFocus()
    assert board_fixture.service.undo_text() is None


def test_escape_shows_the_old_text(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    page.open_card(CardKey("7"))
    description = page.panel.description
    description.edit()
    qtbot.keyClicks(description.editor, "xyz")
    qtbot.keyClick(description.editor, Qt.Key.Key_Escape)
    assert board_fixture.service.undo_text() is None
    assert "xyz" not in description.view.toPlainText()
    assert page.panel.isVisible()


def test_a_draft_survives_and_updates_do_not_change_it(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.open_card(CardKey("7"))
    description = page.panel.description
    description.edit()
    qtbot.keyClicks(description.editor, " Entwurf")
    qtbot.waitUntil(lambda: "Entwurf" in board_fixture.service.local.draft("description:7"))
    board_fixture.receive_cards(card(7, "Checkout", Column.WIP, description="<p>Theirs</p>"))
    page.refresh()
    assert "Entwurf" in description.editor.toPlainText()


def test_unsupported_html_is_shown_without_editing(page: BoardPage, board_fixture: BoardFixture) -> None:
    board_fixture.receive_cards(
        card(8, "Tabelle", Column.WIP, description="<table><tr><td>Zelle</td></tr></table>")
    )
    page.open_card(CardKey("8"))
    description = page.panel.description
    description.edit()
    assert not description.is_editing
    assert description.not_editable_note.isVisible()
    assert "Zelle" in description.view.toPlainText()


TOO_MUCH = "<p>" + "Some words. " * 10_000 + "</p><p>The end.</p>"


def test_a_text_beyond_the_budget_is_shortened_and_cannot_be_edited(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    board_fixture.receive_cards(card(8, "Lang", Column.WIP, description=TOO_MUCH))
    page.open_card(CardKey("8"))
    description = page.panel.description
    assert len(description.view.toPlainText()) < 4_000
    assert description.note.isVisible()
    assert "Only the beginning" in description.note.text_label.text()
    assert "too long or too complex" in description.not_editable_note.text()
    description.edit()
    assert not description.is_editing
    page.close_card()
    assert board_fixture.service.require_card("8").description == TOO_MUCH
    assert board_fixture.service.undo_text() is None


def test_show_all_shows_the_full_text_as_plain_text(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    board_fixture.receive_cards(card(8, "Lang", Column.WIP, description=f"{TOO_MUCH}<p>{'x' * 300_000}</p>"))
    page.open_card(CardKey("8"))
    page.panel.description.note.button.click()
    dialog = page.findChild(FullTextDialog)
    qtbot.waitUntil(lambda: dialog.is_filled)
    text = dialog.text.toPlainText()
    assert text.replace("\n", " ").count("Some words.") == 10_000
    assert text.count("x") == 300_000
    assert max(map(len, text.split("\n"))) <= MAX_LINE_LENGTH
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith("The end.\n\n" + "x" * 300_000)
    dialog.close()


def test_a_short_but_complex_text_is_complete_and_cannot_be_edited(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    board_fixture.receive_cards(card(8, "Tief", Column.WIP, description="<div>" * 200 + "short"))
    page.open_card(CardKey("8"))
    description = page.panel.description
    assert description.view.toPlainText() == "short"
    assert description.note.isVisible()
    assert not description.note.button.isVisible()
    description.edit()
    assert not description.is_editing


def test_empty_nested_lists_cannot_be_edited(page: BoardPage, board_fixture: BoardFixture) -> None:
    """Its tags are all ones that the editor writes."""
    board_fixture.receive_cards(card(8, "Tief", Column.WIP, description=MAX_NESTING["lists, 3,000 deep"]))
    page.open_card(CardKey("8"))
    page.panel.description.edit()
    assert not page.panel.description.is_editing


def test_the_next_card_has_no_note_of_the_one_before(page: BoardPage, board_fixture: BoardFixture) -> None:
    board_fixture.receive_cards(card(8, "Lang", Column.WIP, description=TOO_MUCH))
    page.open_card(CardKey("8"))
    page.open_card(CardKey("7"))
    description = page.panel.description
    assert not description.note.isVisible()
    description.edit()
    assert description.is_editing
    assert not description.note.isVisible()


def test_a_draft_beyond_the_budget_is_stored_and_can_be_read(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    board_fixture.service.local.save_draft("description:7", TOO_MUCH)
    page.open_card(CardKey("7"))
    description = page.panel.description
    assert not description.is_editing
    assert description.too_long_draft.isVisible()
    assert description.too_long_draft.button.isVisible()
    page.close_card()
    assert board_fixture.service.local.draft("description:7") == TOO_MUCH


def test_text_too_long_for_a_description_stays_on_the_clipboard(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    page.open_card(CardKey("7"))
    description = page.panel.description
    description.edit()
    before = description.editor.toPlainText()
    QGuiApplication.clipboard().setText("x" * 300_000)
    description.editor.paste()
    assert description.editor.toPlainText() == before
    assert "too long" in description.not_editable_note.text()
    assert description.not_editable_note.isVisible()
    QGuiApplication.clipboard().setText(" and more")
    description.editor.paste()
    assert "and more" in description.editor.toPlainText()


def test_a_comment_beyond_the_budget_is_shortened_and_can_be_read_in_full(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    (first, *_more) = board_fixture.service.comments(CardKey("7"))
    board_fixture.local_cards.put_comments(
        CardKey("7"), [first._replace(text=MAX_NESTING["tables, 3,000 deep"])]
    )
    page.open_card(CardKey("7"))
    (row,) = page.panel.comments.findChildren(CommentRow)
    assert row.note.isVisible()
    row.note.button.click()
    dialog = page.findChild(FullTextDialog)
    qtbot.waitUntil(lambda: dialog.is_filled)
    assert dialog.text.toPlainText().count("x") == 3_000
    dialog.close()


@pytest.mark.parametrize("title", ["x" * 300_000, "word " * 60_000])
def test_a_title_of_any_length_is_shortened_and_never_overwritten(
    page: BoardPage, board_fixture: BoardFixture, title: str, qtbot: QtBot
) -> None:
    board_fixture.receive_cards(card(8, title, Column.WIP))
    page.refresh()
    page.open_card(CardKey("8"))
    field = page.panel.title
    assert len(field.toPlainText()) <= MAX_TITLE_LENGTH
    assert field.isReadOnly()
    assert page.panel.title_note.isVisible()
    field.commit()
    page.close_card()
    with qtbot.waitSignal(page.commands.problem_reported) as signal:
        qtbot.keyClick(page.columns_view.columns[Column.WIP].cards, Qt.Key.Key_F2)
    assert "too long" in signal.args[0]
    assert page.findChild(TitleEditor, "renameCard") is None
    page.open_card(CardKey("7"))
    assert board_fixture.service.require_card("8").title == title
    assert board_fixture.service.undo_text() is None
    assert not field.isReadOnly()
    assert not page.panel.title_note.isVisible()
