"""Text as it is compared: without case, diacritics and punctuation, word by word."""

import re
import unicodedata
from functools import lru_cache

from kanbert_desktop.domain.html_tokens import unescaped

MOST_CHARACTERS = 200_000
"""Of one text; what comes after is not searched."""

_DIACRITICS = re.compile("[\u0300-\u036f]")
# Scripts that are written without spaces, and pictures: each character is a word of its own.
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2190-\u2bff\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
WORD = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+")
WRITTEN = re.compile(rf"[{_ALONE}]|(?:[^\W_{_ALONE}][\u0300-\u036f]*)+")
"""The same in text as it was typed, where a letter may be followed by its diacritics."""
# Not in "neue" or "Quelle", and not at a word's end.
_WRITTEN_OUT = re.compile(r"(?<![aeiouyq])([aou])e(?=[^\W_])")
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)|!")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_HIDDEN = frozenset({"script", "style", "head", "title"})


def fold(text: str) -> str:
    """`Größe` and `GROSSE` become the same; punctuation stays."""
    if text.isascii():
        return text.lower()
    bare = _DIACRITICS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare).casefold()


def taken_together(text: str) -> str:
    """Umlauts that were written out, in folded text: `groesse` becomes `grosse`."""
    return _WRITTEN_OUT.sub(r"\1", text)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The same, remembered: titles are compared at every key that is pressed."""
    return fold(text)


def words(text: str) -> list[str]:
    return WORD.findall(fold(text[:MOST_CHARACTERS]))


def searched(text: str) -> str:
    """The words of a text with one space around each: what is looked for is a part of it."""
    found = words(text)
    return f" {' '.join(found)} " if found else " "


def plain(html: str) -> str:
    """What a person reads of it, in one line. Linear, whatever the text: it comes from strangers."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    first, *rest = html[:MOST_CHARACTERS].split("<")
    parts, hidden = [first], ""
    for piece in rest:
        tag, closed, text = piece.partition(">")
        named = _TAG.match(tag)
        name = (named.group(1) or "").lower() if named else ""
        if hidden:
            hidden = "" if tag.startswith("/") and name == hidden else hidden
            parts.append("" if hidden else text)
        elif not named or not closed:
            parts.append(f"<{piece}")
        else:
            hidden = name if name in _HIDDEN and not tag.startswith("/") else ""
            parts.append("" if hidden else f" {text}" if name in _BLOCKS else text)
    return " ".join(unescaped("".join(parts)).split())
