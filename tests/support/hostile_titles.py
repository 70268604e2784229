"""Titles that make a window slow, each far longer than a title should be."""

_LENGTH = 300_000

TITLES = {
    "words": "word " * (_LENGTH // 5),
    "one word": "x" * _LENGTH,
    "hyphens": "a-" * (_LENGTH // 2),
    "Arabic": "\u0633" * _LENGTH,
    "Chinese": "\u6f22" * _LENGTH,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * (_LENGTH // 5),
    "marks": "a" + "\u0301" * _LENGTH,
    "overrides": "\u202e" * _LENGTH + "x",
    "line ends": "x\n" * (_LENGTH // 2),
    "tags": "<table><tr><td>" * (_LENGTH // 15),
    "ampersands": "&" * _LENGTH,
    "braces": "{x}" * (_LENGTH // 3),
}
