"""The language of a test, reset before the next one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.translation import tr
from kanbert_desktop.resources import resource


@pytest.fixture
def english(qapp: QCoreApplication) -> None:
    """English texts with plurals, as in an English session."""
    use_language(qapp, "en", resource("translations"))


@pytest.fixture(autouse=True)
def english_restored() -> Iterator[None]:
    """Resets the language after a test that changed it."""
    yield
    application = QCoreApplication.instance()
    if application is not None and tr("Undo") != "Undo":
        use_language(application, "en", resource("translations"))
