"""Translation of every text the user reads, without Qt. The window translates through `app.qt_translation`.

Verbs look texts up in a table, `<language>.json`, which a build makes of the catalogue `<language>.ts`. A checkout has the
catalogue alone.
"""

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from math import ceil
from pathlib import Path

from kanbert_desktop.cached_values import cached_value
from kanbert_desktop.domain.untrusted_text import shorten

log = logging.getLogger(__name__)
_PLAIN = "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz"
_ACCENTED = "ÅåÇçĐđÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
# Texts that a program reads stay unchanged: placeholders, counts, addresses, search keys such as “due:”.
_UNCHANGED = re.compile(r"(\{\w*\}|%n|https?://\S+|\b\w+:\S+)")
_EXTRA_LENGTH = 0.4
_FILL_CHARACTER = "~"


def pseudo_translate(text: str, n: int = -1) -> str:
    """“Undo” becomes “[Ûñđö~~]”: accented, 40 % longer as German may be, and enclosed in brackets."""
    counted = text.replace("(s)", "" if n == 1 else "s")
    parts = _UNCHANGED.split(counted)
    # Every second piece is one that stays unchanged.
    translated = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
    return f"[{translated}{_filling(counted)}]"


def _filling(text: str) -> str:
    """Fills with words, so that a paragraph can break between them."""
    length = ceil(len(text) * _EXTRA_LENGTH)
    fill = [_FILL_CHARACTER * 6] * (length // 7)
    rest = _FILL_CHARACTER * (length % 7)
    return (" " if fill else "") + " ".join([*fill, rest]).rstrip()


CONTEXT = "Kanbert"
LANGUAGES = ("en", "de")
"""Languages with a catalogue, the source language first."""
PSEUDO, PSEUDO_MIRRORED = "pseudo", "pseudo-rtl"
"""For developers (see `pseudo_translate`). The second one is written from right to left."""
PSEUDO_LOCALE_VARIABLE = "KANBERT_PSEUDO_LOCALE"
"""Set to one of these two names, it overrides the settings."""
PSEUDO_LANGUAGES = {PSEUDO: "", PSEUDO_MIRRORED: "\N{RIGHT-TO-LEFT MARK}"}
"""The mark before each text: Latin letters after it do not change the direction of the text."""
TABLE_SUFFIX = ".json"

Lookup = Callable[[str, int], str]
"""Translates a text; the number chooses the plural form and fills `%n`. It is -1 where nothing is counted."""
Forms = Mapping[str, tuple[str, ...]]
"""Source texts with their translation, or with their two plural forms: one and many, in English as in German."""


def fill_number(text: str, n: int) -> str:
    """Fills `%n` as Qt does."""
    return text.replace("%n", str(n)) if n >= 0 else text


_lookup: Lookup = fill_number
_language = LANGUAGES[0]


def translate_with(lookup: Lookup, language: str) -> None:
    """From now on `tr` translates with `lookup`. Until the first call, texts stay English."""
    global _lookup, _language
    _lookup, _language = lookup, language


def text_language() -> str:
    """The language of `tr`'s texts; of the pseudo languages the one they are made of."""
    return _language if _language in LANGUAGES else LANGUAGES[0]


def tr(text: str, n: int | None = None, /, **values: object) -> str:
    """Translates `text`. `n` chooses the plural form and fills `%n`; `values` fill `{names}`."""
    translated = _lookup(text, -1 if n is None else n)
    if not values:
        return translated
    # Every widget would have to measure a title or response of any length.
    return translated.format(
        **{name: shorten(value) if isinstance(value, str) else value for name, value in values.items()}
    )


def tr_noop(text: str) -> str:
    """Marks a text in a table for translation. `tr` translates it when it is shown."""
    return text


def plural_form(forms: tuple[str, ...], n: int) -> str:
    return forms[0 if n == 1 else -1]


def read_catalogue(path: Path) -> dict[str, tuple[str, ...]]:
    """Maps source texts to their translations or plural forms. Unfinished ones are left out."""
    return cached_value(f"texts-{path.stem}", [str(path)], lambda: _parse_catalogue(path))


def _parse_catalogue(path: Path) -> dict[str, tuple[str, ...]]:
    # Only a checkout reads catalogues.
    import xml.etree.ElementTree as ET  # noqa: PLC0415

    try:
        tree = ET.parse(path)  # noqa: S314 - a file of this program, not of others
    except (OSError, ET.ParseError) as error:
        log.warning("Translations cannot be read: %s", error)
        return {}
    catalogue: dict[str, tuple[str, ...]] = {}
    for message in tree.iter("message"):
        source, translation = message.findtext("source"), message.find("translation")
        if source and translation is not None and translation.get("type") != "unfinished":
            plurals = tuple(form.text or "" for form in translation.findall("numerusform"))
            catalogue[source] = plurals or (translation.text or "",)
    return {source: forms for source, forms in catalogue.items() if all(forms)}


def read_table(folder: Path, language: str) -> Forms:
    """Reads the table of a build, or the catalogue where there is none."""
    try:
        table = json.loads((folder / f"{language}{TABLE_SUFFIX}").read_bytes())
        return {source: tuple(forms) for source, forms in table.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return read_catalogue(folder / f"{language}.ts")


def table_of(catalogue: Path) -> bytes:
    """The content of the table that a build makes of a catalogue."""
    return json.dumps(read_catalogue(catalogue), ensure_ascii=False, separators=(",", ":")).encode()


def translate_by_table(language: str, folder: Path) -> None:
    """Makes `tr` translate without Qt. The table is read when a text is first translated."""
    if language in PSEUDO_LANGUAGES:
        mark = PSEUDO_LANGUAGES[language]
        translate_with(lambda text, n: fill_number(mark + pseudo_translate(text, n), n), language)
        return

    @cache
    def table() -> Forms:
        return read_table(folder, language)

    def lookup(text: str, n: int) -> str:
        forms = table().get(text)
        return fill_number(plural_form(forms, n) if forms else text, n)

    translate_with(lookup, language)


def catalogue_name(setting: str, system: Callable[[], str]) -> str:
    """Resolves a setting to a catalogue. "" and "system" stand for the computer's language, which `system` names."""
    if setting in PSEUDO_LANGUAGES:
        return setting
    chosen = system() if setting in ("", "system") else setting
    language = chosen.split("_")[0].split("-")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def use_verb_language(system: Callable[[], str], folder: Path) -> None:
    """Makes `tr` translate to the computer's language, which `system` names, without Qt."""
    setting = os.environ.get(PSEUDO_LOCALE_VARIABLE) or "system"
    translate_by_table(catalogue_name(setting, system), folder)
