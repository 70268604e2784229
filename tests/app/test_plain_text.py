"""Plain text and HTML, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.plain_text import is_editable, to_html, to_text

LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One line", "<p>One line</p>"),
        ("Two\nlines", "<p>Two<br>lines</p>"),
        ("Two\n\nparagraphs", "<p>Two</p><p>paragraphs</p>"),
        ("1 < 2 & <b>not bold</b>", "<p>1 &lt; 2 &amp; &lt;b&gt;not bold&lt;/b&gt;</p>"),
        ("Windows\r\nlines", "<p>Windows<br>lines</p>"),
    ],
)
def test_text_becomes_paragraphs(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("A<br>B", "A\nB"),
        ("<ul><li>milk</li><li>bread</li></ul>", "- milk\n- bread"),
        ("<ol><li>first</li><li>second</li></ol>", "1. first\n2. second"),
        ("<p>See <a href='https://x.test'>this</a> &amp; <b>that</b></p>", "See this & that"),
        ("<p>Hi <mention data-id='7' /></p>", "Hi @7"),
        ("<style>p {}</style><script>evil()</script>ok", "ok"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
    ],
)
def test_html_becomes_readable_text(html: str, text: str) -> None:
    assert to_text(html) == text


@given(st.lists(st.lists(LINE, min_size=1, max_size=3), max_size=3))
def test_what_was_typed_comes_back(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    assert to_text(to_html(text)) == text


@given(st.text(max_size=60))
def test_typed_text_is_always_editable_again(text: str) -> None:
    assert is_editable(to_html(text))


@pytest.mark.parametrize(
    ("html", "editable"),
    [
        ("<p>a <strong>b</strong> <em>c</em><br></p>", True),
        ("<ul><li>x</li></ul><mention data-id='1'/>", True),
        ("<p><a href='https://x.test'>x</a></p>", True),
        ("<p style='color:red'>a</p>", False),
        ("<table><tr><td>a</td></tr></table>", False),
        ("<img src='x'>", False),
        ("<h2>Title</h2>", False),
        ("<!-- note --><p>a</p>", False),
    ],
)
def test_only_what_we_can_write_is_editable(html: str, editable: bool) -> None:
    assert is_editable(html) is editable
