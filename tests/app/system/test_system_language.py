"""The computer's language without Qt is the one that Qt finds."""

import os
import subprocess
import sys

import pytest

from kanbert_desktop.app.system.system_language import language_of
from kanbert_desktop.app.translation import catalogue_name

BY_QT = "from PySide6.QtCore import QLocale; print(QLocale.system().name())"


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"LANG": "de_DE.UTF-8"},
        {"LANG": "C.UTF-8"},
        {"LANG": "C", "LANGUAGE": "de"},
        {"LANG": "C.UTF-8", "LANGUAGE": "de"},
        {"LANG": "en_US.UTF-8", "LANGUAGE": "de:en"},
        {"LANG": "de_DE@euro", "LANGUAGE": ":en"},
        {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"},
        {"LANG": "de_DE.UTF-8", "LC_NUMERIC": "en_GB.UTF-8"},
        {"LANG": "en", "LC_MESSAGES": "fr", "LC_ALL": "de"},
        {"LANG": "de-AT"},
        {"LANG": "de_DE.UTF-8", "LANGUAGE": "fr"},
        {"LANG": "nonsense"},
    ],
    ids=str,
)
def test_the_language_is_the_one_that_qt_finds(variables: dict[str, str]) -> None:
    names = ("LANG", "LANGUAGE", *(name for name in os.environ if name.startswith("LC_")))
    plain = {name: value for name, value in os.environ.items() if name not in names}
    found = subprocess.run(
        [sys.executable, "-c", BY_QT], env=plain | variables, capture_output=True, text=True, check=True
    ).stdout.strip()
    chosen = catalogue_name("system", lambda: language_of(variables))
    assert chosen == catalogue_name("system", lambda: found)
