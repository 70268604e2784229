"""The language that a test reads: what one test spoke before must not reach the next."""

import pytest
from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.language import use_language
from kanbert_desktop.assets import resource


@pytest.fixture
def english(qapp: QCoreApplication) -> None:
    """Words as a person in an English session reads them, plurals and all."""
    use_language(qapp, "en", resource("translations"))
