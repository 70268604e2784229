"""Text from outside is shown safely; what is edited is written in few forms, and never what was not understood."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.panel.html_writer import written
from kanbert_desktop.ui.board.panel.rich_editor import RichEditor
from kanbert_desktop.ui.board.panel.safe_html import may_open
from kanbert_desktop.ui.foreign_html import shown
from kanbert_desktop.ui.theme import Theme
from support.board_stage import Stage, card
from support.static_site import running_site

HOSTILE = (
    '<p onclick="x()">Text<script>alert(1)</script><img src="/etc/passwd"><iframe src="http://x"></iframe>'
    '<style>p{}</style><a href="javascript:alert(1)">a</a><a href="file:///etc/passwd">b</a>'
    '<a href="//host/x">c</a><!-- note --></p>'
)


MAGENTA = QColor("magenta")
"""Nothing of ours has this colour."""


def has_magenta(view: QTextEdit) -> bool:
    drawn = QImage(200, 100, QImage.Format.Format_RGB32)
    drawn.fill(QColor("white"))
    # Laid out by hand: a view that was never shown has not done so.
    view.document().setTextWidth(180)
    with QPainter(drawn) as painter:
        view.document().drawContents(painter)
    return any(drawn.pixelColor(x, y) == MAGENTA for x in range(200) for y in range(100))


def name_of(person: str) -> str:
    return {"u2": "Jonas <b>Brandt</b>"}.get(person, "Unknown person")


def round_trip(theme: Theme, html: str, qtbot: QtBot) -> str:
    editor = RichEditor(theme, None)  # type: ignore[arg-type]  # a window of its own
    qtbot.addWidget(editor)
    editor.start(html, name_of)
    return editor.html()


def test_nothing_dangerous_is_left() -> None:
    cleaned = shown(HOSTILE, name_of).html
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
def test_only_known_kinds_of_links_open(address: str, opens: bool) -> None:
    assert may_open(QUrl(address)) is opens


def test_the_view_loads_nothing(page: BoardPage, tmp_path: Path, qtbot: QtBot) -> None:
    """The documents get what the sanitiser would have removed; an ordinary view shows that it can be loaded."""
    picture = QImage(16, 16, QImage.Format.Format_RGB32)
    picture.fill(MAGENTA)
    assert picture.save(str(tmp_path / "picture.png"))
    ordinary = QTextBrowser()
    qtbot.addWidget(ordinary)
    ours = (page.panel.description.view, page.panel.description.editor)
    with running_site() as site:
        site.give((tmp_path / "picture.png").read_bytes())
        local = QUrl.fromLocalFile(str(tmp_path / "picture.png")).toString()
        for view in (ordinary, *ours):
            view.document().setHtml(f'<p><img src="{local}"> and <img src="{site.address}"></p>')
        assert has_magenta(ordinary), "a picture that nobody could load proves nothing"
        assert not any(has_magenta(view) for view in ours)
    assert site.asked == []


def test_a_mention_is_shown_by_name_and_written_back(theme: Theme, qtbot: QtBot) -> None:
    html = '<p>Hi <mention data-id="u2"></mention> there</p>'
    assert "@Jonas &lt;b&gt;Brandt" in shown(html, name_of).html
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
def test_what_we_write_stays_as_it_is(theme: Theme, html: str, qtbot: QtBot) -> None:
    assert round_trip(theme, html, qtbot) == html


def test_an_empty_text_is_nothing() -> None:
    document = QTextDocument()
    document.setHtml("<p> </p><p></p>")
    assert written(document) == ""


def test_a_click_edits_and_leaving_saves(page: BoardPage, stage: Stage, qtbot: QtBot) -> None:
    page.open_card(CardKey("7"))
    description = page.panel.description
    qtbot.mouseClick(description.view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(description.editor.hasFocus)
    qtbot.keyClicks(description.editor, " Ende")
    page.panel.composer.field.setFocus()
    assert stage.desk.require_card("7").description.endswith("nicht oben Ende</li></ul>")
    assert not description.is_editing


def test_looking_into_the_editor_changes_nothing(page: BoardPage, stage: Stage, qtbot: QtBot) -> None:
    page.open_card(CardKey("7"))
    page.panel.description.edit()
    page.panel.composer.field.setFocus()
    assert stage.desk.undo_text() is None


def test_escape_shows_the_old_text(page: BoardPage, stage: Stage, qtbot: QtBot) -> None:
    page.open_card(CardKey("7"))
    description = page.panel.description
    description.edit()
    qtbot.keyClicks(description.editor, "xyz")
    qtbot.keyClick(description.editor, Qt.Key.Key_Escape)
    assert stage.desk.undo_text() is None
    assert "xyz" not in description.view.toPlainText()
    assert page.panel.isVisible()


def test_a_draft_survives_and_news_do_not_touch_it(page: BoardPage, stage: Stage, qtbot: QtBot) -> None:
    page.open_card(CardKey("7"))
    description = page.panel.description
    description.edit()
    qtbot.keyClicks(description.editor, " Entwurf")
    qtbot.waitUntil(lambda: "Entwurf" in stage.desk.draft("description:7"))
    stage.tell(card(7, "Checkout", Column.WIP, description="<p>Theirs</p>"))
    page.refresh()
    assert "Entwurf" in description.editor.toPlainText()


def test_what_is_more_than_we_can_write_is_only_shown(page: BoardPage, stage: Stage) -> None:
    stage.tell(card(8, "Tabelle", Column.WIP, description="<table><tr><td>Zelle</td></tr></table>"))
    page.open_card(CardKey("8"))
    description = page.panel.description
    description.edit()
    assert not description.is_editing
    assert description.more_than_here.isVisible()
    assert "Zelle" in description.view.toPlainText()
