"""The language that a test reads: what one test spoke before must not reach the next."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.translation import tr, use_language
from kanbert_desktop.resources import resource


@pytest.fixture
def english(qapp: QCoreApplication) -> None:
    """Words as a person in an English session reads them, plurals and all."""
    use_language(qapp, "en", resource("translations"))


@pytest.fixture(autouse=True)
def english_restored() -> Iterator[None]:
    """Whoever spoke another language last, the next test is met in English."""
    yield
    application = QCoreApplication.instance()
    if application is not None and tr("Undo") != "Undo":
        use_language(application, "en", resource("translations"))
