"""Cells that a spreadsheet takes for text: no formula in them is run, however the file is taken apart.

Where a cell begins depends on the reader: one that splits at `;` or tab makes a cell of `=cmd|…` out of
`Budget;=cmd|…`, quoted or not. So the apostrophe that marks text stands directly before each sign that begins a
formula (OWASP, "CSV Injection"), at the start of a cell and behind everything that may begin one inside it.
"""

import re

# The full-width forms as well: spreadsheets take them where such characters are typed.
_SIGNS = "=+\\-@＝＋－＠"
# What a reader may split at, beside the comma: that one only splits outside quotes, and we quote by RFC 4180.
_BORDERS = ";\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
# Counts as nothing: blanks and controls, what has no ink (Default_Ignorable_Code_Point, braille blank), and the quotes
# that a reader with another separator takes for the start of a quoted cell.
_NOTHING = (
    '\x00-\x08\x0e-\x1b\x1f "\x7f-\x84\x86-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f'
    "\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    # Format characters with ink, which a reader may yet strip with the others.
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Borders are no part of what counts as nothing, so each of them is looked at once: linear.
_BEGINS_A_FORMULA = re.compile(f"((?:\\A|[{_BORDERS}])[{_NOTHING}]*)(?=[{_SIGNS}])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def text_cell(cell: str) -> str:
    """With an apostrophe before each sign that would begin a formula; control characters but tab and line feed go.

    Every end of a line inside the cell is a line feed.
    """
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    return _BEGINS_A_FORMULA.sub(r"\1'", _CONTROL.sub("", lines))
