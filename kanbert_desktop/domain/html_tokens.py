"""HTML from outside as a stream of tokens, in time linear in its length, whatever it contains.

The standard library's parser searches for the end of the same unfinished tag or comment again and again (quadratic
before Python 3.13.5), and its character references fail at numbers of more than 4,300 digits.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

VOID_ELEMENTS = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements without content and end tag (HTML, 13.1.2)."""
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content contains no tags; it ends at their own end tag (HTML, 13.2.5.2 to 13.2.5.5)."""
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_PLAIN_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}+>")
"""A tag without attributes, as most are. Short: a name is read again at each "<" in it."""
# Possessive quantifiers: an attribute is read once.
_ATTRIBUTE = re.compile(r"(=?[^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+", re.DOTALL)
_GAP = re.compile(r"[\s/]*+")
_COMMENT_END = re.compile(r"--!?>")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_LONG_REFERENCE = re.compile(r"&#(?:[xX]0*+[0-9a-fA-F]{7,}+|0*+[0-9]{8,}+);?")
_UNKNOWN_CHARACTER = "\N{REPLACEMENT CHARACTER}"

Attributes = tuple[tuple[str, str], ...]


class Text(NamedTuple):
    """Text between tags, its character references decoded."""

    text: str


class StartTag(NamedTuple):
    """`name` and the names of `attributes` are in lower case."""

    name: str
    attributes: Attributes
    is_closed: bool
    """Whether it was written as `<name/>`."""


class EndTag(NamedTuple):
    name: str


class Other(NamedTuple):
    """A comment or a declaration."""

    text: str


Token = Text | StartTag | EndTag | Other


def unescape_references(text: str) -> str:
    """Decodes the character references; a number that no character has becomes U+FFFD."""
    return html.unescape(_LONG_REFERENCE.sub(_UNKNOWN_CHARACTER, text)) if "&" in text else text


def tokenize(html: str) -> Iterator[Token]:
    """Yields the tokens in the order of the text. What looks like a tag and never ends is text."""
    return _Scanner(html).tokens()


class _Scanner:
    def __init__(self, html: str) -> None:
        self._html = html
        self._missing: set[str] = set()
        """What does not occur in the rest of the text: positions only grow."""
        self._is_loose = False

    def tokens(self) -> Iterator[Token]:
        html, place, size = self._html, 0, len(self._html)
        begun = 0
        """Start of the text that has not been yielded yet."""
        while place < size:
            at = html.find("<", place)
            if at < 0:
                break
            plain = _PLAIN_TAG.match(html, at)
            found = (_plain_tag(plain.group()), plain.end()) if plain is not None else self._at(at)
            if found is None:
                place = at + 1
                continue
            token, end = found
            if begun < at:
                yield Text(unescape_references(html[begun:at]))
            yield token
            place = begun = end
            if isinstance(token, StartTag) and token.name in _RAW and not token.is_closed:
                place = begun = self._raw_end(token.name, end)
                if end < place:
                    yield Text(unescape_references(html[end:place]))
        if begun < size:
            yield Text(unescape_references(html[begun:]))

    def _at(self, at: int) -> tuple[Token, int] | None:
        """Returns the token that begins with the "<" at `at`, and its end; None if the "<" is only a character."""
        after = self._html[at + 1 : at + 2]
        if after in ("!", "?"):
            return self._other(at)
        if self._find(">", at) < 0:
            return None
        is_end = after == "/"
        named = _NAME.match(self._html, at + 2 if is_end else at + 1)
        if named is None:
            return self._other(at) if is_end else None
        name = named.group().lower()
        if is_end:
            return EndTag(name), self._html.index(">", named.end()) + 1
        return self._start(name, named.end())

    def _start(self, name: str, place: int) -> tuple[Token, int]:
        first_end = self._html.index(">", place)
        if not self._is_loose:
            attributes, end = _attributes(self._html, place, len(self._html))
            if end < len(self._html):
                return StartTag(name, attributes, self._html[end - 1] == "/"), end + 1
            # A quote that never ends took the rest. From here on such quotes are ignored: searching for their end at
            # every tag would take quadratic time.
            self._is_loose = True
        attributes, _ = _attributes(self._html, place, first_end)
        return StartTag(name, attributes, self._html[first_end - 1] == "/"), first_end + 1

    def _other(self, at: int) -> tuple[Token, int]:
        html = self._html
        if not html.startswith("<!--", at):
            end = self._find(">", at)
            return Other(html[at + 2 : end if end >= 0 else None]), end + 1 if end >= 0 else len(html)
        for short in (">", "->"):
            if html.startswith(short, at + 4):
                return Other(""), at + 4 + len(short)
        found = _COMMENT_END.search(html, at + 4)
        if found is None:
            return Other(html[at + 4 :]), len(html)
        return Other(html[at + 4 : found.start()]), found.end()

    def _raw_end(self, name: str, place: int) -> int:
        found = _RAW_END[name].search(self._html, place)
        return found.start() if found is not None else len(self._html)

    def _find(self, what: str, place: int) -> int:
        """Returns -1 if there is none; text that does not occur any more is searched only once."""
        if what in self._missing:
            return -1
        found = self._html.find(what, place)
        if found < 0:
            self._missing.add(what)
        return found


@lru_cache(maxsize=256)
def _plain_tag(text: str) -> Token:
    is_end = text[1] == "/"
    name = text[2 if is_end else 1 : -1].lower()
    return EndTag(name) if is_end else StartTag(name, (), is_closed=False)


def _attributes(html: str, place: int, end: int) -> tuple[Attributes, int]:
    """Returns the attributes from `place` on, and the position of the ">" that ends them, at most `end`."""
    found: list[tuple[str, str]] = []
    while True:
        place = _match_end(_GAP, html, place, end)
        if place >= end or html[place] == ">":
            return tuple(found), place
        one = _ATTRIBUTE.match(html, place, end)
        if one is None:
            return tuple(found), end
        value = next((part for part in one.groups()[1:] if part is not None), "")
        found.append((one.group(1).lower(), unescape_references(value)))
        place = one.end()


def _match_end(pattern: re.Pattern[str], html: str, place: int, end: int) -> int:
    found = pattern.match(html, place, end)
    return found.end() if found is not None else place
