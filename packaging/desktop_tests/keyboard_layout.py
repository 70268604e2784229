"""The keys of an American keyboard, as the kernel numbers them."""

from __future__ import annotations

KEYMAP = """xkb_keymap {
  xkb_keycodes { include "evdev+aliases(qwerty)" };
  xkb_types { include "complete" };
  xkb_compat { include "complete" };
  xkb_symbols { include "pc+us+inet(evdev)" };
};
"""
"""What the keys mean, for libxkbcommon, which reads the included parts from its own files."""

MODIFIERS = {"Shift_L": 1 << 0, "Control_L": 1 << 2, "Alt_L": 1 << 3, "Super_L": 1 << 6}
"""The bit of each in the state of a keyboard."""

_NAMED = {
    "Escape": 1,
    "BackSpace": 14,
    "Tab": 15,
    "Return": 28,
    "Control_L": 29,
    "Shift_L": 42,
    "Alt_L": 56,
    "space": 57,
    "Print": 99,
    "Home": 102,
    "Up": 103,
    "Page_Up": 104,
    "Left": 105,
    "Right": 106,
    "End": 107,
    "Down": 108,
    "Page_Down": 109,
    "Insert": 110,
    "Delete": 111,
    "Super_L": 125,
    "Menu": 127,
    **{f"F{number}": 58 + number for number in range(1, 11)},
    "F11": 87,
    "F12": 88,
}
_ROWS = {
    2: "1234567890-=",
    16: "qwertyuiop[]",
    30: "asdfghjkl;'`",
    43: "\\zxcvbnm,./",
    57: " ",
    28: "\n",
    15: "\t",
}
_ROWS_WITH_SHIFT = {2: "!@#$%^&*()_+", 16: "QWERTYUIOP{}", 30: 'ASDFGHJKL:"~', 43: "|ZXCVBNM<>?"}


def _by_letter(rows: dict[int, str]) -> dict[str, int]:
    return {letter: first + place for first, row in rows.items() for place, letter in enumerate(row)}


_KEYS = _NAMED | _by_letter(_ROWS)
_KEYS_WITH_SHIFT = _by_letter(_ROWS_WITH_SHIFT)


def keys_for(name: str) -> list[tuple[str, int]]:
    """What is pressed together for a letter, or for a key by its X name: names and numbers, Shift first."""
    if name in _KEYS:
        return [(name, _KEYS[name])]
    if name in _KEYS_WITH_SHIFT:
        return [("Shift_L", _KEYS["Shift_L"]), (name, _KEYS_WITH_SHIFT[name])]
    raise ValueError(f"An American keyboard has no key for {name!r}.")
