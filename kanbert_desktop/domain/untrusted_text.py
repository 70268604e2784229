"""Text that somebody else wrote, made safe for a sink that acts on some of its characters.

Pure functions on `str`, linear in its length. Each sink that has more rules of its own keeps them beside itself:
a shell's words (`app/shortcodes`), spreadsheets (`app/exporting/spreadsheet_cells`), file names
(`app/exporting/file_names`), rich text in Qt's properties (`ui/literal_text`).
"""

import re

MAX_TITLE_LENGTH = 1_000
"""Characters. Several times what a title can hold elsewhere, and little enough for a font engine."""


def shorten(text: str, max_length: int = MAX_TITLE_LENGTH) -> str:
    """As it is up to `most` characters, else its beginning and an ellipsis."""
    return text if len(text) <= max_length else f"{text[: max_length - 1].rstrip()}…"


def is_short(text: str) -> bool:
    """Is all of it shown, so that it may be edited?"""
    return len(text) <= MAX_TITLE_LENGTH


# C0 and C1 controls and DEL (ECMA-48: what a terminal obeys); line and paragraph separator; the bidirectional controls
# of UAX #9 with the deprecated format characters beside them, and interlinear annotations: they show text in another
# order than it is read, or hide it. Lone surrogates are no characters at all. What words are joined and broken with
# (U+200B to U+200D, soft hyphen, the byte order mark inside a text) only takes no room, and emoji need it.
_CONTROLS = (
    r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0001"
)
_CONTROL = re.compile(f"[{_CONTROLS}]")
_CONTROL_BUT_LINES = re.compile(rf"(?![\t\n]|\r\n)[{_CONTROLS}]")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r"}
REPLACEMENT = "\ufffd"


def escape_controls(text: str, *, keep_line_breaks: bool = False) -> str:
    """For a terminal or a log: control, bidirectional and half characters as JSON would escape them.

    `keep_lines`: tabs and line ends (LF, CR LF) stay, for a text that is a document of several lines. A carriage return
    alone would write over the line.
    """
    return (_CONTROL_BUT_LINES if keep_line_breaks else _CONTROL).sub(_escaped, text)


def escape_unwritable(text: str, encoding: str) -> str:
    """Where `encoding` lacks any of its characters, all but ASCII escaped as in JSON, so that the whole reads alike."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(one if one.isascii() else _json_escape(one) for one in text)
    return text


def has_controls(text: str) -> bool:
    """Would `escape_controls` change it?"""
    return _CONTROL.search(text) is not None


def has_surrogates(text: str) -> bool:
    """Bytes that were no UTF-8 (PEP 383), or half a pair: such a text has no UTF-8 and is no text."""
    return _SURROGATE.search(text) is not None


def replace_surrogates(text: str) -> str:
    """Two halves that belong together become their character, each other half a replacement mark (U+FFFD)."""
    if not has_surrogates(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def remove_controls(text: str) -> str:
    """For a sink that shows plain text and can escape nothing: what reorders text goes, what moves the cursor is a blank.

    Line feed and tab stay; every other end of a line becomes one.
    """
    lines = replace_surrogates(text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL_BUT_LINES.sub(lambda found: " " if found[0] < "\xa0" else "", lines)


def neutralise_direction(text: str) -> str:
    """For painting: no character makes others run backwards (UAX #9: embeddings, overrides, isolates).

    Hebrew and Arabic keep their direction, which their letters have themselves. As long as before, so that places in
    it stay true.
    """
    return _TURNS.sub("\u200b", text)


def to_single_line(text: str) -> str:
    """The same for one line: blanks in a row become one."""
    return " ".join(remove_controls(text).split())


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or _json_escape(found[0])


def _json_escape(character: str) -> str:
    """RFC 8259, 7: beyond the first plane a pair of surrogates."""
    pair = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pair[at : at + 2].hex()}" for at in range(0, len(pair), 2))
