"""Switches the language for one test, and adds marks around each text that show whether it is complete."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.qt_translation import Catalogue, translate_by_qt, use_language
from kanbert_desktop.app.translation import CONTEXT, translate_with
from kanbert_desktop.resources import resource
from plugins.language import ENGLISH

OPENING_MARK, CLOSING_MARK = "\u2063", "\u2064"
"""Take no space and are invisible; fonts know them or skip them."""
_LOCALES = {"en": "en_GB", "de": "de_DE"}


@contextmanager
def in_language(language: str, *, marked: bool = False) -> Iterator[None]:
    """Switches the language; English is restored afterwards.

    `marked`: each text is between `OPENING` and `CLOSING`.
    """
    application, before = QApplication.instance(), QLocale()
    assert isinstance(application, QApplication)
    if language == "en":
        ENGLISH.use(application)
    else:
        use_language(application, language, resource("translations"))
    if language in _LOCALES:
        QLocale.setDefault(QLocale(_LOCALES[language]))
    marks = _MarkedCatalogue(language)
    if marked:
        application.installTranslator(marks)
        translate_with(translate_by_qt, language)
    try:
        yield
    finally:
        application.removeTranslator(marks)
        QLocale.setDefault(before)
        ENGLISH.use(application)


class _MarkedCatalogue(Catalogue):
    def __init__(self, language: str) -> None:
        super().__init__(resource("translations") / f"{language}.ts")
        self._is_source = language == "en"

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,  # noqa: N803
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        texts = super().translate(context, sourceText, disambiguation, n)
        if not texts and self._is_source and context in (CONTEXT, CONTEXT.encode()):
            texts = sourceText.decode() if isinstance(sourceText, bytes) else sourceText
        return f"{OPENING_MARK}{texts}{CLOSING_MARK}" if texts else texts
