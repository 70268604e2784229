"""Plain text and the HTML of descriptions and comments, both ways."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

EDITABLE_TAGS = frozenset({"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "mention"})
_EDITABLE_ATTRIBUTES = frozenset({("a", "href"), ("a", "target"), ("a", "rel"), ("mention", "data-id")})
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "table", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_HIDDEN = frozenset({"script", "style", "head", "title"})

NameOf = Callable[[str], str]


def to_html(text: str) -> str:
    """Paragraphs parted by empty lines, `<br>` within them; every character means itself."""
    clean = text.replace("\r\n", "\n").strip("\n")
    paragraphs = [part for part in re.split(r"\n[ \t]*\n+", clean) if part.strip()]
    return "".join(f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in paragraphs)


def to_text(html: str, name_of: NameOf = str) -> str:
    """What a person reads: blocks on lines of their own, list items with a dash, no tags.

    `name_of` turns a person's id into the name that stands after "@".
    """
    reader = _TextReader(name_of)
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip()


def mentioned(html: str) -> frozenset[str]:
    """The ids of the people whom a comment names."""
    reader = _TextReader(str)
    reader.feed(html)
    reader.close()
    return frozenset(reader.mentioned)


def is_editable(html: str) -> bool:
    """Does it hold only what this program can write itself, so that editing loses nothing?"""
    reader = _TagReader()
    reader.feed(html)
    reader.close()
    return reader.only_editable


class _TextReader(HTMLParser):
    def __init__(self, name_of: NameOf) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.mentioned: set[str] = set()
        self._name_of = name_of
        self._hidden = 0
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
            self._new_line()
        elif tag == "li":
            self._new_line()
            self.parts.append(self._bullet())
        elif tag == "mention":
            person = dict(attrs).get("data-id") or ""
            self.mentioned.add(person)
            self.parts.append(f"@{self._name_of(person)}")
        elif tag in _BLOCKS:
            self._new_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._new_line()
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag == "p" and not self._lists else "\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            text = re.sub(r"\s+", " ", data)
            self.parts.append(text.lstrip() if self._at_line_start() else text)

    def _bullet(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

    def _new_line(self) -> None:
        if not self._at_line_start():
            self.parts.append("\n")


class _TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.only_editable = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EDITABLE_TAGS or any((tag, name) not in _EDITABLE_ATTRIBUTES for name, _ in attrs):
            self.only_editable = False

    def handle_comment(self, data: str) -> None:
        self.only_editable = self.only_editable and not data

    def handle_decl(self, decl: str) -> None:
        self.only_editable = self.only_editable and not decl
