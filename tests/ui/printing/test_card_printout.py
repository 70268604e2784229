"""A card as PDF."""

from dataclasses import replace

from kanbert_desktop.domain.changes import Field
from kanbert_desktop.ui.printing.card_printout import CardPrintout, card_content
from kanbert_desktop.ui.printing.page_layout import PrintStyle
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import TODAY, BoardFixture
from support.hostile_text import EVERYTHING, raw_controls
from ui.printing.conftest import PrintToPdf, pdf_info, text_above_footer, text_of_pdf


def print_of(stage: BoardFixture, theme: Theme, key: str = "7") -> CardPrintout:
    return CardPrintout(
        card_content(stage.service, stage.service.require_card(key), TODAY), PrintStyle(theme), "Printed now"
    )


def test_everything_in_the_panel_is_printed(
    board_fixture: BoardFixture, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    pdf = print_to_pdf(print_of(board_fixture, theme))
    text = text_of_pdf(pdf)
    for words in (
        *("Bergmann Möbel · Website-Relaunch", "Checkout: guest order without an account", "In progress"),
        *(
            "Mira Kessler",
            "26 Nov",
            "High",
            "Project team only",
            "Guests can order with e-mail",
            "Page 1 of 1",
        ),
        *("Kauf auf Rechnung erst ab 150 €", "2 of 3 sub-tasks done", "Address check with the new service"),
        *("Jonas Brandt", "Die Zahlart Lastschrift fehlt", "Apple Pay bitte erst im zweiten Schritt."),
    ):
        assert words in text
    assert "595x842pts(A4)" in pdf_info(pdf)["Pagesize"].replace("841.89", "842")


def test_unsent_card_and_comment_are_marked(
    board_fixture: BoardFixture, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    board_fixture.service.edit_card("7", {Field.DESCRIPTION: "<p>Neu &amp; anders</p>"})
    board_fixture.service.add_comment("7", "<p>Von <b>hier</b></p>", is_public=True)
    text = text_of_pdf(print_to_pdf(print_of(board_fixture, theme)))
    assert "Neu & anders" in text
    assert "Von hier" in text
    assert text.count("Saved here, not sent") == 2


def test_no_text_of_a_card_is_read_as_markup(
    board_fixture: BoardFixture, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    board_fixture.service.edit_card("7", {Field.TITLE: "<b>fett</b> & <img src='file:///etc/passwd'>"})
    board_fixture.service.edit_card(
        "7", {Field.DESCRIPTION: "<p>vor<script>alert(1)</script><img src='file:///etc/passwd'>nach</p>"}
    )
    sheet = card_content(board_fixture.service, board_fixture.service.require_card("7"), TODAY)
    assert "<img" not in sheet.html
    assert "<script" not in sheet.html
    assert "<b>fett</b> & <img src='file:///etc/passwd'>" in text_of_pdf(
        print_to_pdf(print_of(board_fixture, theme))
    )


def test_control_characters_are_not_printed(
    board_fixture: BoardFixture, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    card = board_fixture.service.require_card("7")
    board_fixture.service._local_cards.put_cards([replace(card, title=EVERYTHING)])
    board_fixture.service.add_comment("7", f"<p>{EVERYTHING}</p>")
    pdf = print_to_pdf(print_of(board_fixture, theme))
    # pdftotext separates pages by a form feed.
    assert raw_controls(text_of_pdf(pdf).replace("\f", "")) == []
    assert raw_controls(pdf_info(pdf)["Title"]) == []
    assert "<img src=file:///" in text_of_pdf(pdf)


def test_a_long_card_continues_on_several_pages(
    board_fixture: BoardFixture, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    text = "".join(f"<p>Absatz {n:03} " + "mit vielen Worten " * 20 + "</p>" for n in range(60))
    board_fixture.service.edit_card("7", {Field.DESCRIPTION: text})
    pdf = print_to_pdf(print_of(board_fixture, theme))
    pages = int(pdf_info(pdf)["Pages"])
    assert pages > 2
    page_texts = [text_above_footer(pdf, number) for number in range(1, pages + 1)]
    assert [n for n in range(60) if sum(f"Absatz {n:03}" in one for one in page_texts) != 1] == []
    assert f"Page {pages} of {pages}" in text_of_pdf(pdf, pages)


def test_an_empty_card_has_no_empty_headings(board_fixture: BoardFixture, theme: Theme) -> None:
    board_fixture.service.add_card(board_fixture.service.require_card("7").board, "Nur ein Titel")
    key = next(
        one.key
        for one in board_fixture.service.cards(board_fixture.service.boards()[-1].id)
        if one.title == "Nur ein Titel"
    )
    html = card_content(board_fixture.service, board_fixture.service.require_card(key), TODAY).html
    assert "Description" not in html
    assert "Comments" not in html
