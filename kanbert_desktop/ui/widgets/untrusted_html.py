"""Sanitises HTML from the server and limits it to what Qt can display; every document gets its HTML from here.

Qt's layout time doubles with each level of nested tables, its parser and the HTML parser (html5ever, by nh3) take
quadratic time with depth, and a document some thousand elements deep crashes the process. So the HTML has a budget.
Beyond it the text is shown shortened as plain text, and `FullTextDialog` shows all of it.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from kanbert_desktop.app.boards.html_text import NameOf, leading_text, to_html
from kanbert_desktop.domain.html_tokens import VOID_ELEMENTS, EndTag, StartTag, Text, Token, tokenize

TAGS = frozenset(
    (
        *("p", "br", "b", "strong", "i", "em", "u", "s", "a", "ul", "ol", "li"),
        *("blockquote", "code", "pre", "hr", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    )
)
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}}
"""No `style` and no `class`: the program's own style sheet applies."""
SCHEMES = {"http", "https", "mailto"}
MENTION = "kanbert-mention"
"""URL scheme of displayed mentions; it opens nothing."""

MAX_DEPTH = 24
MAX_TABLE_LEVELS = 2
"""Levels of nested tables; deeper ones are shown without cells."""
MAX_ELEMENTS = 1_200
MAX_BYTES = 40_000
"""In UTF-8: characters that need more bytes cost Qt more time."""
MAX_LINKS = 400
MAX_UNBROKEN_CHARACTERS = 4_000
"""Characters without a possible line break: Qt takes quadratic time for them."""
SHORTENED_CHARACTERS = 3_000
SHORTENED_LINES = 60
"""Part that is shown of a text beyond the budget."""

# Limits for html5ever, far above the budget.
_MOST_SOURCE = 150_000
_MOST_TOKENS = 8_000
_MOST_ATTRIBUTES = 4_000
_MOST_OPEN = 100
# Elements that end where the next of their kind begins, so they do not add depth.
_ENDED_BY_THE_NEXT = frozenset(
    ("p", "li", "td", "th", "tr", "thead", "tbody", "tfoot", "dt", "dd", "option", "mention")
)
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
_BLOCKS = TAGS - {"b", "strong", "i", "em", "u", "s", "a", "code", "span"}
# In scripts written without spaces a line may break after each character.
_UNBROKEN = re.compile(
    "[^\\s\u00ad\u200b\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)


class DisplayableHtml(NamedTuple):
    """`html` is within the budget. Not `is_rich`: plain text. Not `is_complete`: only its beginning."""

    html: str
    is_rich: bool = True
    is_complete: bool = True


def displayable_html(html: str, name_of: NameOf) -> DisplayableHtml:
    """Returns what may be displayed; a mention becomes "@Name" with a URL of the `MENTION` scheme."""
    # Lone surrogates are rejected by the parser and by Qt; parsers drop the null character.
    # Only the beginning is checked of a text that is too long to parse.
    html = html[: _MOST_SOURCE + 1].encode(errors="replace").decode().replace("\0", "")
    within = _within_budget(_clean(html), name_of) if _may_be_parsed(html) else None
    if within is not None:
        return DisplayableHtml(within)
    text, is_all = leading_text(html, SHORTENED_CHARACTERS, name_of)
    beginning = "\n".join(text.split("\n")[:SHORTENED_LINES])
    is_whole = is_all and len(beginning) == len(text)
    return DisplayableHtml(
        to_html(beginning if is_whole else f"{beginning}…"), is_rich=False, is_complete=is_whole
    )


def _clean(html: str) -> str:
    import nh3  # noqa: PLC0415  needed only when a card is opened, so the window does not wait for it

    return nh3.clean(
        html,
        tags=set(TAGS) | {"mention"},
        attributes={**ATTRIBUTES, "mention": {"data-id"}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _may_be_parsed(html: str) -> bool:
    """Counts tokens, attributes and depth before a parser builds a tree."""
    if len(html) > _MOST_SOURCE:
        return False
    attributes = depth = 0
    for number, token in enumerate(tokenize(html)):
        if isinstance(token, StartTag):
            attributes += len(token.attributes)
            depth += token.name not in VOID_ELEMENTS and token.name not in _ENDED_BY_THE_NEXT
        elif isinstance(token, EndTag) and token.name not in _ENDED_BY_THE_NEXT:
            depth = max(0, depth - 1)
        if number > _MOST_TOKENS or attributes > _MOST_ATTRIBUTES or depth > _MOST_OPEN:
            return False
    return True


def _within_budget(cleaned: str, name_of: NameOf) -> str | None:
    """`cleaned` is well-formed output of nh3. Returns None beyond the budget."""
    budget = _Budget(name_of)
    parts: list[str] = []
    for token in tokenize(cleaned):
        parts += budget.written(token)
        if budget.is_spent:
            return None
    return "".join(parts)


class _Budget:
    """Counts what was written so far."""

    def __init__(self, name_of: NameOf) -> None:
        self._name_of = name_of
        self._elements = self._bytes = self._links = self._word = 0
        self._depth = self._tables = self._anchors = self._preformatted = 0
        self.is_spent = False

    def written(self, token: Token) -> Iterator[str]:
        match token:
            case Text():
                self._count(token.text)
                yield escape(token.text, quote=False)
            case StartTag(name="mention"):
                yield self._mention(dict(token.attributes).get("data-id", "").rstrip("/"))
            case StartTag():
                yield self._start(token)
            case EndTag() if token.name != "mention":
                yield self._end(token.name)
        self.is_spent = self.is_spent or (
            self._elements > MAX_ELEMENTS
            or self._bytes > MAX_BYTES
            or self._links > MAX_LINKS
            or self._word > MAX_UNBROKEN_CHARACTERS
            or self._depth > MAX_DEPTH
        )

    def _start(self, token: StartTag) -> str:
        name = token.name
        if name in _BLOCKS:
            self._word = 0
        self._tables += name == "table"
        self._elements += 1
        if self._is_flat(name):
            return "<br>" if name == "tr" else " "
        self._depth += name not in VOID_ELEMENTS
        self._preformatted += name == "pre"
        if name == "a":
            self._links += 1
            self._anchors += 1
        allowed = [
            f' {key}="{escape(value)}"' for key, value in token.attributes if key in ATTRIBUTES.get(name, ())
        ]
        return f"<{name}{''.join(allowed)}>"

    def _end(self, name: str) -> str:
        if name in _BLOCKS:
            self._word = 0
        is_flat = self._is_flat(name)
        self._tables -= name == "table"
        if is_flat:
            return " "
        self._depth -= 1
        self._preformatted -= name == "pre"
        self._anchors -= name == "a"
        return f"</{name}>"

    def _is_flat(self, name: str) -> bool:
        return name in _TABLE_PARTS and self._tables > MAX_TABLE_LEVELS

    def _mention(self, person: str) -> str:
        name = f"@{self._name_of(person)}"
        self._count(name)
        self._links += 1
        self._elements += 1
        if self._anchors:
            return escape(name, quote=False)
        return f'<a href="{MENTION}:{escape(person)}">{escape(name, quote=False)}</a>'

    def _count(self, text: str) -> None:
        self._bytes += len(text.encode())
        if self._preformatted:
            # In preformatted text each line is a line of the document.
            self._elements += text.count("\n")
        for run in _UNBROKEN.finditer(text):
            self._word = (self._word if run.start() == 0 else 0) + len(run.group())
            if self._word > MAX_UNBROKEN_CHARACTERS:
                self.is_spent = True
            if run.end() < len(text):
                self._word = 0
        if text and not _UNBROKEN.match(text[-1]):
            self._word = 0


class IsolatedDocument(QTextDocument):
    """Document that answers every request for a resource with one transparent pixel.

    An empty result is not enough: `QTextDocument::loadResource` reads a local file where the view returns nothing, and
    Qt's image painter tries the name as a path where the document returns nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        self._nothing.fill(Qt.GlobalColor.transparent)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return self._nothing
