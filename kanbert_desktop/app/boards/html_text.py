"""Plain text to the HTML of descriptions and comments, and back."""

import html
import re
from collections.abc import Callable, Iterable, Iterator

from kanbert_desktop.domain.html_tokens import (
    EndTag,
    Other,
    StartTag,
    Text,
    Token,
    tokenize,
    unescape_references,
)

MENTION_SIGN = "@"
EDITABLE_TAGS = frozenset({"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "mention"})
_EDITABLE_ATTRIBUTES = frozenset({("a", "href"), ("a", "target"), ("a", "rel"), ("mention", "data-id")})
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "table", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_HIDDEN = frozenset({"script", "style", "head", "title"})
_BLANKS = re.compile(r"\s{2,}|[^\S ]")
"""All white space but single blanks, which stay as they are."""
_PARAGRAPH_TAG = re.compile(r'(</?(?:p|b|strong|i|em|ul|li|a)>|<br>|<a(?: [a-z]++="[^"<>]*+")++>)')
_BREAKS = {"</p>": "\n\n", "<br>": "\n"}
_LIST_DEPTH = {"<ul>": 1, "</ul>": -1}
_LINE_TAGS = frozenset({"<p>", "<ul>", "<li>", "</ul>"})
_EMPTY_LINES = re.compile(r"\n{3,}")
_CHUNK_SIZE = 8_000
_HTML_PER_CHARACTER = 8
"""How much HTML is read per character of text, tags included."""

NameOf = Callable[[str], str]


def to_html(text: str, mentions: Iterable[tuple[tuple[int, int], str]] = ()) -> str:
    """Empty lines separate paragraphs, `<br>` lines within them. All characters are escaped.

    `mentions` are places in the text, in order, each with the id of the person named there.
    """
    parts, end = [], 0
    for (start, after), person in mentions:
        parts += [html.escape(text[end:start], quote=False), f'<mention data-id="{html.escape(person)}" />']
        end = after
    escaped = "".join([*parts, html.escape(text[end:], quote=False)])
    clean = escaped.replace("\r\n", "\n").strip("\n")
    paragraphs = [part for part in re.split(r"\n[ \t]*\n+", clean) if part.strip()]
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)


def to_text(html: str, name_of: NameOf = str) -> str:
    """The readable text: blocks on separate lines, list items with a dash, no tags.

    `name_of` turns a person's id into the name shown after "@".
    """
    text = _text_of_paragraphs(html)
    return "".join(iter_text(html, name_of)) if text is None else text


def _text_of_paragraphs(html: str) -> str | None:
    """The same for most texts in half the time: paragraphs, lists, links and emphasis. None for any other text."""
    text, *pieces = _PARAGRAPH_TAG.split(html)
    if html.count("<") * 2 != len(pieces):
        return None
    found = [_words(text).lstrip()]
    is_line_start, depth = not found[0], 0
    for tag, after in zip(pieces[::2], pieces[1::2], strict=True):
        depth += _LIST_DEPTH.get(tag, 0)
        if depth < 0 or (depth and tag == "</p>"):
            return None
        if tag in _BREAKS or (tag in _LINE_TAGS and not is_line_start):
            found.append(_BREAKS.get(tag, "\n"))
            is_line_start = True
        if tag == "<li>":
            found.append("- ")
            is_line_start = False
        text = _words(after)
        if text := text.lstrip() if is_line_start else text:
            found.append(text)
            is_line_start = False
    return _EMPTY_LINES.sub("\n\n", "".join(found)).strip()


def _words(text: str) -> str:
    return _BLANKS.sub(" ", unescape_references(text))


def iter_text(html: str, name_of: NameOf = str) -> Iterator[str]:
    """Yields pieces of some thousand characters, for a text of any length."""
    reader = _TextReader(name_of)
    for token in tokenize(html):
        reader.read(token)
        if reader.size > _CHUNK_SIZE and reader.is_within_words:
            yield reader.take()
    yield reader.take().rstrip()


def leading_text(html: str, most: int, name_of: NameOf = str) -> tuple[str, bool]:
    """Returns the first `most` characters of `to_text` and whether that is all. The time does not grow with the rest."""
    reader, begun = _TextReader(name_of), _cut_outside_tags(html, most * _HTML_PER_CHARACTER)
    for token in tokenize(begun):
        reader.read(token)
        if reader.size > 2 * most:
            break
    text = reader.take().rstrip()
    is_whole = len(text) <= most and len(begun) == len(html)
    return text[:most].rstrip() if len(text) > most else text, is_whole


def _cut_outside_tags(html: str, most: int) -> str:
    """Does not cut within a tag."""
    if len(html) <= most:
        return html
    begun = html[:most]
    last = begun.rfind("<")
    return begun[:last] if last > begun.rfind(">") else begun


def mentioned_ids(html: str) -> frozenset[str]:
    """The ids of the people mentioned in a comment."""
    return frozenset(
        _mentioned(token)
        for token in tokenize(html)
        if isinstance(token, StartTag) and token.name == "mention"
    )


def is_editable(html: str) -> bool:
    """True if it holds only tags that this program writes, so that editing loses nothing."""
    return all(_is_editable(token) for token in tokenize(html))


def _is_editable(token: Token) -> bool:
    match token:
        case StartTag():
            names = ((token.name, name) for name, _ in token.attributes)
            return token.name in EDITABLE_TAGS and all(name in _EDITABLE_ATTRIBUTES for name in names)
        case Other():
            return not token.text
    return True


def _mentioned(token: StartTag) -> str:
    """The mentioned user's id. Also reads `<mention data-id=7/>` without quotes (KANBERT_API.md 4.4)."""
    return dict(reversed(token.attributes)).get("data-id", "").rstrip("/")


class _TextReader:
    """`size` counts the characters read and not returned yet."""

    def __init__(self, name_of: NameOf) -> None:
        self.size = 0
        self._has_output = False
        self._parts: list[str] = []
        self._name_of = name_of
        self._hidden = 0
        self._lists: list[int | None] = []

    def read(self, token: Token) -> None:
        match token:
            case Text():
                self._text(token.text)
            case StartTag():
                self._start(token)
            case EndTag():
                self._end(token.name)

    @property
    def is_within_words(self) -> bool:
        """Cutting here would split neither an empty line nor a blank."""
        return bool(self._parts) and not self._parts[-1][-1].isspace()

    def take(self) -> str:
        text = _EMPTY_LINES.sub("\n\n", "".join(self._parts))
        self._parts, self.size = [], 0
        if not self._has_output:
            text, self._has_output = text.lstrip(), True
        return text

    def _start(self, token: StartTag) -> None:
        tag = token.name
        if tag in _HIDDEN:
            self._hidden += not token.is_closed
        elif tag == "br":
            self._append("\n")
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
            self._new_line()
        elif tag == "li":
            self._new_line()
            self._append(self._bullet())
        elif tag == "mention":
            self._append(f"@{self._name_of(_mentioned(token))}")
        elif tag in _BLOCKS:
            self._new_line()

    def _end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._new_line()
        elif tag in _BLOCKS:
            self._append("\n\n" if tag == "p" and not self._lists else "\n")

    def _text(self, data: str) -> None:
        if not self._hidden:
            text = _BLANKS.sub(" ", data)
            self._append(text.lstrip() if self._at_line_start() else text)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.size += len(text)

    def _bullet(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _at_line_start(self) -> bool:
        return self._parts[-1].endswith("\n") if self._parts else not self._has_output

    def _new_line(self) -> None:
        if not self._at_line_start():
            self._append("\n")
