"""Translation through Qt: the catalogues as translators, Qt's own texts, and the formats of dates and numbers."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from kanbert_desktop.app.translation import (
    CONTEXT,
    PSEUDO,
    PSEUDO_LANGUAGES,
    PSEUDO_LOCALE_VARIABLE,
    PSEUDO_MIRRORED,
    catalogue_name,
    fill_number,
    plural_form,
    pseudo_translate,
    read_catalogue,
    tr_noop,
    translate_with,
)

_PSEUDO_LOCALES = {PSEUDO: "el", PSEUDO_MIRRORED: "he"}
# Without Latin letters, so that an untranslated day or month stands out. One is written from right to left.
_DIRECTION = "QT_LAYOUT_DIRECTION"


_KEYS_CONTEXT = "QShortcut"
_KEYS = frozenset({tr_noop("Return")})
"""Names of keys that Qt's own catalogue leaves as they are printed on no German keyboard."""


class Catalogue(QTranslator):
    """One `<language>.ts`, looked up directly; nothing is compiled."""

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
        if _text(context) != CONTEXT and not _names_key(_text(context), _text(sourceText)):
            # A null string means "not found" to Qt; PySide turns None into one.
            return None  # type: ignore[return-value]
        forms = self._forms.get(_text(sourceText))
        if not forms:
            return None  # type: ignore[return-value]
        return plural_form(forms, n)

    def lookup(self, text: str, n: int) -> str:
        """Translates a text of the program as Qt does by `translate`, six times as quickly: a start shows 400."""
        forms = self._forms.get(text)
        return fill_number(plural_form(forms, n) if forms else text, n)


def _names_key(context: str, text: str) -> bool:
    return context == _KEYS_CONTEXT and text in _KEYS


class PseudoCatalogue(QTranslator):
    """Translates every text into the pseudo language, so that untranslated English stands out."""

    def __init__(self, parent: QObject | None = None, *, mirrored: bool = False) -> None:
        super().__init__(parent)
        self._direction = "RTL" if mirrored else None
        self._mark = PSEUDO_LANGUAGES[PSEUDO_MIRRORED if mirrored else PSEUDO]

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


def resolve_language(name: str) -> str:
    """Resolves a setting to a catalogue: the name of a language, or "" or "system" for the computer's language."""
    return catalogue_name(name, lambda: QLocale.system().name())


def translate_by_qt(text: str, n: int) -> str:
    return QCoreApplication.translate(CONTEXT, text, None, n)


def use_language(app: QCoreApplication, name: str, folder: Path) -> str:
    """Switches `app` to a language and returns the one that was chosen.

    `folder` holds `<language>.ts`. Existing widgets keep their texts until they are built again.
    """
    language = resolve_language(os.environ.get(PSEUDO_LOCALE_VARIABLE) or name)
    for old in app.findChildren(QTranslator, "kanbert-language"):
        app.removeTranslator(old)
        old.deleteLater()
    own = _own_translator(language, folder, app)
    for translator in (_qt_translator(language, app), own):
        translator.setObjectName("kanbert-language")
        app.installTranslator(translator)
    QLocale.setDefault(_locale(language))
    translate_with(own.lookup if isinstance(own, Catalogue) else translate_by_qt, language)
    return language


def day_and_month(locale: QLocale) -> str:
    """Returns the pattern of a day without its year, in the order and with the dots of the locale: “MMM d”, “d. MMM”, “d MMM”."""
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if usual.find("M") < usual.find("d"):
        return "MMM d"
    return "d. MMM" if "d." in usual or "dd." in usual else "d MMM"


def _own_translator(language: str, folder: Path, parent: QObject) -> QTranslator:
    if language in PSEUDO_LANGUAGES:
        return PseudoCatalogue(parent, mirrored=language == PSEUDO_MIRRORED)
    return Catalogue(folder / f"{language}.ts", parent)


def _locale(language: str) -> QLocale:
    """The system's formats for dates and numbers if they are in that language."""
    if language in _PSEUDO_LOCALES:
        return QLocale(_PSEUDO_LOCALES[language])
    system = QLocale.system()
    if system.name().split("_")[0] != language:
        return QLocale(language)
    own = QLocale(system.name())
    if system.dayName(1) == own.dayName(1):
        return system
    # LC_TIME names another language than LC_MESSAGES: its formats are kept, not its names of days and months.
    dates = QLocale(_date_locale(os.environ))
    is_place = dates.territory() is not QLocale.Country.AnyCountry
    return QLocale(own.language(), dates.territory() if is_place else own.territory())


def _date_locale(variables: Mapping[str, str]) -> str:
    named = (variables.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
    return next((name for name in named if name), "").split(".")[0]


def _qt_translator(language: str, parent: QObject) -> QTranslator:
    """Qt's own texts: the context menu of a text field, buttons of a file dialog."""
    translator = QTranslator(parent)
    translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
