"""Hostile titles, names, codes and comments from a colleague or server: one corpus for every sink.

`SPY` is the name of a program that must never run, `PICTURE` of a file that must never be opened: a test creates both
and checks them afterwards. HTML descriptions, cursors and headers have corpora of their own.
"""

import re

SPY = "kd-spy"
"""A test puts a program of this name on PATH: a shell that evaluates a text runs it."""
PICTURE = "kd-picture.png"
"""Rich text opens it."""

ESC, BEL, CSI, OSC, ST = "\x1b", "\x07", "\x9b", "\x9d", "\x9c"
TERMINAL = (
    f"{ESC}]52;c;ZWNobyBoaQ=={BEL}",  # sets the clipboard
    f"{ESC}]0;root@host{BEL}",  # sets the window's title
    f"{ESC}]0;root@host{ESC}\\",
    f"{ESC}]8;;https://x.test{ESC}\\a link{ESC}]8;;{ESC}\\",
    f"{ESC}[2J{ESC}[H",
    f"{ESC}[31mred{ESC}[0m",
    f"{ESC}[8mhidden",
    f"{ESC}[6n",  # makes the terminal send input
    f"{ESC}[?1049h",
    f'{ESC}P$q"p{ESC}\\',
    f"{ESC}c",
    f"{CSI}31m{OSC}0;C1{ST}",
    "\x00",
    "\a\b\v\f",
    "over\rwritten",
    "next\x85line",
    "\x7f",
    "first\nsecond",
    "a\tb",
)
BIDI = (
    "invoice\u202egpj.exe",
    "\u202dleft\u202c",
    "\u2066isolated\u2069",
    "\u2067never closed",
    "\u2068first strong",
    "\u200eL\u200fR\u061cA",
    "line\u2028paragraph\u2029end",
    "\ufff9a\ufffab\ufffb",
    "\u206a\u206f",
    "\u202a\u202b" * 80,
)
INVISIBLE = (
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u00ad",
    "\u3164",
    "\u2800",
    "\u00a0\u2003",
    "\u034f",
    "\ufe0f",
    "\u115f",
)
RICH = (
    f"<img src=file:///tmp/{PICTURE}>",
    f'<img src="{PICTURE}">',
    f"<IMG SRC=file:///tmp/{PICTURE} />",
    "<b>bold</b>",
    "<h1>loud",
    "<a href=https://x.test>Cancel</a>",
    "<table><tr><td>",
    "<!doctype html><b>x",
    "<?xml version='1.0'?><b>x",
    "&lt;b&gt;",
    "<script>alert(1)</script>",
    "<style>*{color:white}</style>",
    "<qt>x</qt>",
    "  <i>behind blanks</i>",
    "a < b and c > d",
    "<unknown>",
    "& && &amp; &a",
    "R&D",
    "[*]",
    "%1 %n {name} {0} %s",
    "-->]]>",
)
FORMULAS = tuple(
    before + sign + behind
    for before in ("", " ", "\t", "\ufeff", "\u200b ", "Budget;", "a\n", "a\r", 'b;"', "x\ty\t", "'; ")
    for sign, behind in (
        ("=", "cmd|'/c calc'!A1"),
        ("+", "1+1"),
        ("-", "2+3"),
        ("@", "SUM(A1)"),
        ("＝", "HYPERLINK(1)"),
    )
)
LONG = ("x" * 255, "ä" * 255, "😀" * 120, "e" + "\u0301" * 200, "word " * 50, "\u0e49" * 200)
PLAIN = (
    "Übersicht",
    "日本語のタイトル",
    "עברית שלום",
    "نص عربي",
    "👩‍👩‍👧‍👦",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "na\u00efve",
    "C:\\new\\table",
    "100 % & mehr",
)
"""Harmless, must stay unchanged."""

_EVALUATED = (
    "$({spy})", "`{spy}`", "${{IFS}}$({spy})", "$({spy}${{IFS}}x)", ";{spy}", "|{spy}", "&{spy}", "&&{spy}", ";{spy};",
    ">{spy}", "<({spy})", ">({spy})", "=({spy})", '"$({spy})"', "'$({spy})'", "';{spy};'", '";{spy};"', "\\$({spy})",
    "$'\\x24({spy})'", '$"({spy})"', "$[$({spy})]", "$((a[$({spy})]))", "${{x:-$({spy})}}", "({spy})", "{{{spy},}}",
    "(e:{spy}:)", "(+{spy})", "[$({spy})]", "%$({spy})", "#$({spy})", "^{spy}", "!{spy}", "!!", "={spy}",
    " $({spy})", "\\", "\\\\", "'", '"', "`", "$", "${{IFS}}", "$IFS", "$HOME", "~", "~root", "~+", "*", "?", "[a-z]*",
    "{{a,b}}", "**", "a b", "(", ")", "<", ">", "|", "&", ";", "#", "%", "@", "^", "$(", "${{", "=", ":", "a:b", "a=b",
)  # fmt: skip
EVALUATED = tuple(text.format(spy=SPY) for text in _EVALUATED)
"""What one shell or another expands, runs or fails on."""
OPTIONS = ("-x", "--json", f"--profile=/tmp/{SPY}", "--", "-")

CODES = tuple(dict.fromkeys((*(f"X{text}" for text in EVALUATED), *EVALUATED, *OPTIONS)))
"""Shortcodes of boards, one line each."""
BROKEN_CODES = (*tuple(f"X{text}" for text in (*TERMINAL, *BIDI)), f"A\n$({SPY})", f"\n;{SPY}\n", f"a\r{SPY}")
"""Invalid codes: they contain controls or line ends."""
TEXTS = tuple(
    dict.fromkeys((*TERMINAL, *BIDI, *INVISIBLE, *RICH, *FORMULAS, *LONG, *EVALUATED, *OPTIONS, *PLAIN))
)
"""For titles, names and comments."""
EVERYTHING = (
    f"<img src=file:///tmp/{PICTURE}>&R&D {ESC}]52;c;ZWNobyBoaQ=={BEL}{ESC}]0;t{BEL}{ESC}[31m{CSI}0m"
    f" \u202egpj\u202c\u2066x $({SPY}) `{SPY}`\n=cmd|'/c calc'!A1;=1+1"
)
"""One text with something for every sink."""

SURROGATES = ("\ud800", "Caf\udce9", "\udfff\ud800", "😀\ud83d")
"""Lone surrogates, which are no valid text and cannot be written literally in a Python file."""

_RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)


def raw_controls(printed: str) -> list[str]:
    """What must not reach a terminal: every control character but tab and line feed, and characters that reorder text."""
    return [f"U+{ord(found):04X}" for found in _RAW.findall(printed)]
