"""Text written by others, made safe for a sink that interprets some of its characters.

Pure functions on `str`, linear in its length. A sink with more rules has them in its own module: shell words
(`cli.completion_words`), spreadsheets and file names (`app.boards.export`), rich text in Qt properties
(`ui.widgets`).
"""

import re

MAX_TITLE_LENGTH = 1_000
"""Characters. Several times the length a title can have elsewhere, and short enough for a font engine."""
# C0 and C1 controls and DEL (ECMA-48: terminals obey them); line and paragraph separator; the bidirectional controls of
# UAX #9 with the deprecated format characters beside them, and interlinear annotations: they display text in another
# order than it is read, or hide it. Lone surrogates are not characters. Joiners and break hints (U+200B to U+200D, soft
# hyphen, a byte order mark inside a text) have no width, and emoji need them.
_CONTROLS = (
    r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0001"
)
_CONTROL = re.compile(f"[{_CONTROLS}]")
_CONTROL_BUT_LINES = re.compile(rf"(?![\t\n]|\r\n)[{_CONTROLS}]")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r"}
REPLACEMENT = "\ufffd"


def shorten(text: str, max_length: int = MAX_TITLE_LENGTH) -> str:
    """Returns the text, or its beginning and an ellipsis if it is longer than `max_length`."""
    return text if len(text) <= max_length else f"{text[: max_length - 1].rstrip()}…"


def is_short(text: str) -> bool:
    """Returns whether the whole text is shown, so that it may be edited."""
    return len(text) <= MAX_TITLE_LENGTH


def escape_controls(text: str, *, keep_line_breaks: bool = False) -> str:
    """For a terminal or a log: escapes control, bidirectional and lone surrogate characters as JSON would.

    `keep_line_breaks`: keeps tabs and line ends (LF, CR LF), for a text of several lines. A carriage return alone
    would overwrite the line.
    """
    return (_CONTROL_BUT_LINES if keep_line_breaks else _CONTROL).sub(_escaped, text)


def escape_unwritable(text: str, encoding: str) -> str:
    """If `encoding` lacks any of its characters, escapes all but ASCII as in JSON: the whole text stays uniform."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(one if one.isascii() else _json_escape(one) for one in text)
    return text


def has_controls(text: str) -> bool:
    """Returns whether `escape_controls` would change the text."""
    return _CONTROL.search(text) is not None


def has_surrogates(text: str) -> bool:
    """Returns whether the text has no UTF-8 form: half a surrogate pair, or bytes that were not UTF-8 (PEP 383)."""
    return _SURROGATE.search(text) is not None


def replace_surrogates(text: str) -> str:
    """Joins two halves that belong together; every other half becomes U+FFFD."""
    if text.isascii() or not has_surrogates(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def remove_controls(text: str) -> str:
    """For a sink that cannot escape: drops what reorders text; what moves the cursor becomes a space.

    Line feed and tab stay; every other line end becomes a line feed.
    """
    lines = replace_surrogates(text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL_BUT_LINES.sub(lambda found: " " if found[0] < "\xa0" else "", lines)


def neutralise_direction(text: str) -> str:
    """For painting: replaces the characters that reverse others (UAX #9: embeddings, overrides, isolates).

    Hebrew and Arabic keep their direction, which is a property of their letters. The length stays, so that positions
    in the text stay valid.
    """
    return _TURNS.sub("\u200b", text)


def to_single_line(text: str) -> str:
    """The same as one line: runs of white space become one space."""
    return " ".join(remove_controls(text).split())


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or _json_escape(found[0])


def _json_escape(character: str) -> str:
    """RFC 8259, 7: a character outside the basic plane becomes a surrogate pair."""
    pair = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pair[at : at + 2].hex()}" for at in range(0, len(pair), 2))
