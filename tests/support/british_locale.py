"""British texts and dates, for tests that read them on a board or on paper."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from plugins.language import ENGLISH


@pytest.fixture(autouse=True)
def british(qapp: QApplication) -> Iterator[None]:
    """Independent of the machine and of other tests."""
    before = QLocale()
    ENGLISH.use(qapp)
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)
