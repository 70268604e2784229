"""Texts of the monkey: words of the sample data, commands, and problematic characters."""

import random

ODD = (
    "Grüße aus Köln",
    "İstanbul’da çalışma",
    "日本語の課題",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u0301te\u0301 combining",
    "שלום mixed with עברית",
    "a\u202eright to left override",
    "<b>no</b> &amp; <script>alert(1)</script>",
    "'; DROP TABLE tasks; --",
    "%s %d {name} %n",
    "\u200b\u200b",
    "x" * 400,
    "=SUM(A1:A9)",
    "C:\\temp\\new / ../..",
    "\ttab and \u00a0 space",
    '"unclosed (quote',
)
PLAIN = (
    "Call the printer",
    "Send the offer due:tomorrow",
    "Invoice @jonas",
    "Check the imprint due:2026-12-01",
    "next friday",
    "https://example.com/a?b=c#d",
    "heute",
)
QUERIES = (
    "assignee:me",
    "due:overdue",
    "is:unsent",
    "checkout",
    "Möbel",
    "due:",
    '"',
    "zzzz",
    "dark",
    "undo",
    "board",
    "templ",
    "a",
    "",
)


def random_text(chance: random.Random) -> str:
    return chance.choice(ODD if chance.random() < 0.4 else PLAIN)


def random_word(chance: random.Random) -> str:
    return chance.choice([*QUERIES, *QUERIES, *ODD])


def random_lines(chance: random.Random) -> list[str]:
    return [random_text(chance) for _ in range(chance.choice([1, 2, 3, 12]))]
