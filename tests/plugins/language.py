"""The language of a test, reset before the next one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.translation import text_language, tr
from kanbert_desktop.resources import resource


class EnglishTexts:
    """English texts with plurals, as in an English session.

    While nothing has changed them they are not installed again: every widget that a test leaves would read its texts
    and lay itself out once more.
    """

    def __init__(self) -> None:
        self._translators: list[QTranslator] = []
        self._locale = QLocale()

    def use(self, application: QCoreApplication) -> None:
        if not self._are_used(application):
            use_language(application, "en", resource("translations"))
            self._translators, self._locale = installed(application), QLocale()

    def _are_used(self, application: QCoreApplication) -> bool:
        return (
            bool(self._translators)
            and installed(application) == self._translators
            and QLocale() == self._locale
            and text_language() == "en"
            and tr("Undo") == "Undo"
        )


def installed(application: QCoreApplication) -> list[QTranslator]:
    """Returns Qt's translator and ours; older ones may still wait for their deletion."""
    return application.findChildren(QTranslator, "kanbert-language")[-2:]


ENGLISH = EnglishTexts()


@pytest.fixture
def english(qapp: QCoreApplication) -> None:
    """English texts with plurals, as in an English session."""
    ENGLISH.use(qapp)


@pytest.fixture(autouse=True)
def english_restored() -> Iterator[None]:
    """Resets the language after a test that changed it."""
    yield
    application = QCoreApplication.instance()
    if application is not None and tr("Undo") != "Undo":
        ENGLISH.use(application)
