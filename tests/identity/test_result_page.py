"""The browser's last page: static, in the browser's language, with one link at most."""

import re

import pytest

from kanbert_desktop.app.deep_links import WINDOW_LINK, Link, LinkTarget, parse_link
from kanbert_desktop.identity.result_page import WINDOW_ADDRESS, ResultPageKind, result_page

ENDINGS = [
    ResultPageKind.SIGNED_IN,
    ResultPageKind.DENIED,
    ResultPageKind.CANCELLED,
    ResultPageKind.TIMED_OUT,
    ResultPageKind.FAILED,
]
OTHERS = [ResultPageKind.INVALID_CALLBACK, ResultPageKind.NOT_FOUND]


def body(kind: ResultPageKind, language: str = "en", *, leads_back: bool = True) -> str:
    return result_page(200, kind, language, leads_back=leads_back).decode().partition("\r\n\r\n")[2]


def links(page: str) -> list[tuple[str, str]]:
    return re.findall(r"<a\b([^>]*)>([^<]*)</a>", page)


@pytest.mark.parametrize("kind", ENDINGS)
@pytest.mark.parametrize(
    ("language", "text"), [("en", "Back to Kanbert Desktop"), ("de", "Zurück zu Kanbert Desktop")]
)
def test_the_end_of_a_sign_in_leads_back_by_a_constant_link(
    kind: ResultPageKind, language: str, text: str
) -> None:
    page = body(kind, language)
    assert links(page) == [(f' href="{WINDOW_ADDRESS}"', text)]
    assert page.replace(f'<a href="{WINDOW_ADDRESS}">{text}</a>', "") == body(
        kind, language, leads_back=False
    )


@pytest.mark.parametrize("kind", OTHERS)
def test_a_page_for_any_other_request_leads_nowhere(kind: ResultPageKind) -> None:
    assert links(body(kind)) == []


def test_the_link_means_the_window_and_nothing_else() -> None:
    assert WINDOW_ADDRESS == WINDOW_LINK
    assert parse_link(WINDOW_ADDRESS) == Link(LinkTarget.WINDOW)
