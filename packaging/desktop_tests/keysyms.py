"""Numbers of keys by their X names."""

_NAMED = {
    "BackSpace": 0xFF08,
    "Tab": 0xFF09,
    "Return": 0xFF0D,
    "Escape": 0xFF1B,
    "Home": 0xFF50,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "End": 0xFF57,
    "F5": 0xFFC2,
    "F10": 0xFFC7,
    "Shift_L": 0xFFE1,
    "Control_L": 0xFFE3,
    "Alt_L": 0xFFE9,
    "Super_L": 0xFFEB,
    "Delete": 0xFFFF,
}
_UNICODE = 0x01000000
_LATIN_1_END = 0x100


def keysym(name: str) -> int:
    """Of a named key, or of a single character. Raises `KeyError` for an unknown name."""
    if len(name) != 1:
        return _NAMED[name]
    if name == "\n":
        return _NAMED["Return"]
    number = ord(name)
    return number if number < _LATIN_1_END else _UNICODE | number
