"""Translation of every text the user reads. Catalogues are read from their sources, or from a private copy of the result."""

import logging
import os
import re
from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

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

_PSEUDO_LOCALES = {PSEUDO: "el", PSEUDO_MIRRORED: "he"}
# Without Latin letters, so that an untranslated day or month stands out. One is written from right to left.
_DIRECTION = "QT_LAYOUT_DIRECTION"


def tr(text: str, n: int | None = None, /, **values: object) -> str:
    """Translates `text`. `n` chooses the plural form and fills `%n`; `values` fill `{names}`."""
    translated = QCoreApplication.translate(CONTEXT, text, None, -1 if n is None else n)
    if not values:
        return translated
    # Every widget would have to measure a title or response of any length.
    return translated.format(
        **{name: shorten(value) if isinstance(value, str) else value for name, value in values.items()}
    )


def tr_noop(text: str) -> str:
    """Marks a text in a table for translation. `tr` translates it when it is shown."""
    return text


class Catalogue(QTranslator):
    """One `<language>.ts`, looked up directly. English and German both have two plural forms, one and many."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = read_catalogue(path)

    def isEmpty(self) -> bool:
        return not self._forms

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,  # noqa: N803
        _disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        if _text(context) != CONTEXT:
            # A null string means "not found" to Qt; PySide turns None into one.
            return None  # type: ignore[return-value]
        forms = self._forms.get(_text(sourceText))
        if not forms:
            return None  # type: ignore[return-value]
        return forms[0 if n == 1 else -1]


class PseudoCatalogue(QTranslator):
    """Translates every text into the pseudo language, so that untranslated English stands out."""

    def __init__(self, parent: QObject | None = None, *, mirrored: bool = False) -> None:
        super().__init__(parent)
        self._direction = "RTL" if mirrored else None
        # Latin letters after it do not change the direction of the text.
        self._mark = "\N{RIGHT-TO-LEFT MARK}" if mirrored else ""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,  # noqa: N803
        _disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        if _text(sourceText) == _DIRECTION:
            # Qt asks each translator for the layout direction with this text.
            return self._direction  # type: ignore[return-value]
        if _text(context) != CONTEXT:
            return None  # type: ignore[return-value]
        return self._mark + pseudo_translate(_text(sourceText), n)


def read_catalogue(path: Path) -> dict[str, tuple[str, ...]]:
    """Maps source texts to their translations or plural forms. Unfinished ones are left out."""
    return cached_value(f"texts-{path.stem}", [str(path)], lambda: _parse_catalogue(path))


def _parse_catalogue(path: Path) -> dict[str, tuple[str, ...]]:
    import xml.etree.ElementTree as ET  # noqa: PLC0415  once in each version

    try:
        tree = ET.parse(path)  # noqa: S314 - a file of this program, not of a stranger
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


def resolve_language(name: str) -> str:
    """Resolves a setting to a catalogue: the name of a language, or "" or "system" for the computer's language."""
    if name in (PSEUDO, PSEUDO_MIRRORED):
        return name
    chosen = QLocale.system().name() if name in ("", "system") else name
    language = chosen.split("_")[0].split("-")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def use_language(app: QCoreApplication, name: str, folder: Path) -> str:
    """Switches `app` to a language and returns the one that was chosen.

    `folder` holds `<language>.ts`. Existing widgets keep their texts until they are built again.
    """
    language = resolve_language(os.environ.get(PSEUDO_LOCALE_VARIABLE) or name)
    for old in app.findChildren(QTranslator, "kanbert-language"):
        app.removeTranslator(old)
        old.deleteLater()
    for translator in (_qt_translator(language, app), _own_translator(language, folder, app)):
        translator.setObjectName("kanbert-language")
        app.installTranslator(translator)
    QLocale.setDefault(_locale(language))
    return language


def _own_translator(language: str, folder: Path, parent: QObject) -> QTranslator:
    if language in (PSEUDO, PSEUDO_MIRRORED):
        return PseudoCatalogue(parent, mirrored=language == PSEUDO_MIRRORED)
    return Catalogue(folder / f"{language}.ts", parent)


def _locale(language: str) -> QLocale:
    """The system's formats for dates and numbers if they are in that language."""
    if language in _PSEUDO_LOCALES:
        return QLocale(_PSEUDO_LOCALES[language])
    system = QLocale.system()
    return system if system.name().split("_")[0] == language else QLocale(language)


def _qt_translator(language: str, parent: QObject) -> QTranslator:
    """Qt's own texts: the context menu of a text field, buttons of a file dialog."""
    translator = QTranslator(parent)
    translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
