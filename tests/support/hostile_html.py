"""Harmful HTML, as seeds for a fuzzer.

Each was slow, fatal or misleading somewhere: in Qt, in a parser, in a pattern. Add what a fuzzer finds.
"""

MAX_NESTING = {
    "tables, 3,000 deep": "<table><tr><td>x" * 3_000,
    "tables, 20 deep": "<table><tr><td>" * 20 + "x",
    "closed tables, 20 deep": "<table><tr><td>" * 20 + "x" + "</td></tr></table>" * 20,
    "divs, 20,000 deep": "<div>" * 20_000,
    "lists, 3,000 deep": "<ul>" * 3_000,
    "list items, 3,000 deep": "<ul><li>x" * 3_000,
    "bold, 20,000 deep": "<b>" * 20_000,
    "links and paragraphs": "<a href=x><p>" * 5_000,
    "quotations, 5,000 deep": "<blockquote>x" * 5_000,
    "formatting that every paragraph repeats": "".join(f"<b id={number}>" for number in range(2_000))
    + "<p>x" * 2_000,
}
WIDE = {
    "paragraphs": "<p>hello you</p>" * 20_000,
    "list items": f"<ul>{'<li>hello you</li>' * 10_000}</ul>",
    "cells": f"<table><tr>{'<td>x</td>' * 10_000}</tr></table>",
    "rows": f"<table>{'<tr><td>x</td></tr>' * 10_000}</table>",
    "tables": "<table><tr><td>x</td></tr></table>" * 10_000,
    "links": "<a href='https://kanbert.test/'>l</a> " * 10_000,
    "line breaks": "x<br>" * 50_000,
    "rules": "<hr>" * 50_000,
    "attributes": "<a " + " ".join(f"a{number}=1" for number in range(20_000)) + ">x</a>",
    "mentions": "<mention data-id='7' />" * 20_000,
}
LONG = {
    "one word": "x" * 300_000,
    "one word in pieces": "x<b></b>" * 40_000,
    "one Arabic word": "\u0633" * 300_000,
    "one letter with marks": "a" + "\u0301" * 100_000,
    "embeddings": "\u202e" * 50_000 + "x",
    "isolates": "\u2067" * 50_000 + "x",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d" * 20_000,
    "line ends": "x\n" * 100_000,
    "preformatted": f"<pre>{'x' * 300_000}</pre>",
    "no-break spaces": "&nbsp;" * 100_000,
    "text": "lorem ipsum " * 100_000,
}
BROKEN = {
    "mentions that never end": "<mention " * 16_000,
    "mentions without a person": "<mention data-id=" * 8_000,
    "tags that never end": "<a" * 70_000,
    "quotes that never end": '<a x=">"' * 30_000,
    "comments that never end": "<!--" * 50_000,
    "references": "&#1" * 50_000,
    "a reference of 5,000 digits": f"<p>&#{'1' * 5_000};</p>",
    "ends without starts": "</p></div></table>" * 5_000,
    "misnested": "<b><p></b></p><i><table></i>" * 3_000,
    "a null character": "<p>a\x00b</p>",
}
CONTROL_CHARACTERS = {
    "style": '<p style="position:fixed; font-size:900px">x</p><div style="background:url(file:///etc/passwd)">y</div>',
    "style element": "<style>* { font-size: 9000px }</style><p>x</p>",
    "script": "<script>alert(1)</script><p onclick='x()'>x</p>",
    "picture": "<img src='file:///etc/passwd'><img src='//evil.test/x.png'>x",
    "link to a file": "<a href='file:///etc/passwd'>x</a><a href='javascript:x'>y</a><a href='//evil.test'>z</a>",
    "link that poses as a mention": "<a href='kanbert-mention:7'>x</a>",
    "huge spans": "<table><tr><td colspan=100000 rowspan=100000>x</td></tr></table>",
    "sizes": "<table width=1000000000 height=1000000000 border=100000><tr><td>x</td></tr></table>",
    "font": "<font size=1000000>x</font><h1><h1><h1>x</h1></h1></h1>",
}
GROUPS = {"deep": MAX_NESTING, "wide": WIDE, "long": LONG, "broken": BROKEN, "steering": CONTROL_CHARACTERS}
HOSTILE = {name: html for group in GROUPS.values() for name, html in group.items()}

FRAGMENTS = (
    *("<a", "<", "</a", "</", "<!", "<!--", "-->", "<a ", "<a x=", '<a x="', "<a x='", '<a x=">"', "<a x=y/"),
    *(
        "<mention ",
        "<mention data-id=",
        "<script",
        "<script>",
        "</script",
        "<title>",
        "&#1",
        "&amp",
        "&",
        "<br ",
    ),
    *("<b>", "</b>", "<p>x", "<table><tr><td>x", "x", "x ", "\n", " ", "=", "/", "\x00", "<br>", "<a \"'"),
)
"""Harmless once, harmful when repeated or combined."""
