"""Every translated text of the program, and the catalogues; run as a program it adds new texts to them.

`python tests/support/translation_catalogues.py` adds missing texts to resources/translations/*.ts as unfinished, and drops
unused ones.
"""

import ast
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kanbert_desktop"
CATALOGUES = ROOT / "resources" / "translations"
MARKERS = frozenset({"tr", "tr_noop"})
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Text:
    source: str
    location: str

    @property
    def is_plural(self) -> bool:
        return "%n" in self.source


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every `tr(…)` and `tr_noop(…)` of the package, with its location."""
    return tuple(
        (f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}", node)
        for path in sorted(PACKAGE.rglob("*.py"))
        if "tr" in (source := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS
    )


def literal(call: ast.Call) -> str | None:
    first = call.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def texts() -> dict[str, Text]:
    found = [Text(source, place) for place, call in calls() if (source := literal(call)) is not None]
    return {text.source: text for text in reversed(found)}


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Source text to translation, or to its plural forms; unfinished ones are empty."""
    path = CATALOGUES / f"{language}.ts"
    entries: dict[str, tuple[str, ...]] = {}
    # A file of this repository, not untrusted input.
    for message in ET.parse(path).iter("message") if path.exists() else ():  # noqa: S314
        translation = message.find("translation")
        if translation is not None:
            forms = tuple(form.text or "" for form in translation.findall("numerusform"))
            entries[message.findtext("source") or ""] = forms or (translation.text or "",)
    return entries


def wanted(language: str) -> dict[str, Text]:
    """In English the source text is the translation; only plurals need a catalogue."""
    everything = texts()
    if language != SOURCE_LANGUAGE:
        return everything
    return {source: text for source, text in everything.items() if text.is_plural}


def write(language: str, entries: dict[str, tuple[str, ...]]) -> None:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="{SOURCE_LANGUAGE}">',
        "<context>",
        "    <name>Kanbert</name>",
    ]
    for source in sorted(entries, key=lambda text: (text.casefold(), text)):
        lines += _message(source, entries[source])
    lines += ["</context>", "</TS>", ""]
    (CATALOGUES / f"{language}.ts").write_text("\n".join(lines), "utf-8")


def _message(source: str, forms: tuple[str, ...]) -> list[str]:
    state = "" if all(forms) else ' type="unfinished"'
    plural = "%n" in source
    lines = ['    <message numerus="yes">' if plural else "    <message>"]
    lines.append(f"        <source>{escape(source)}</source>")
    if plural:
        lines.append(f"        <translation{state}>")
        lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in forms]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{state}>{escape(forms[0])}</translation>")
    return [*lines, "    </message>"]


def update(language: str) -> list[str]:
    """Returns the texts that still need a translation."""
    known, needed = catalogue(language), wanted(language)
    blank = {source: ("", "") if text.is_plural else ("",) for source, text in needed.items()}
    entries = {source: known.get(source, blank[source]) for source in needed}
    write(language, entries)
    return [source for source, forms in entries.items() if not all(forms)]


if __name__ == "__main__":
    for name in ("en", "de"):
        for missing in update(name):
            print(f"{name}: {missing}")  # noqa: T201
