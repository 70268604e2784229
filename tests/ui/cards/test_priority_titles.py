"""Priorities in the window's language, where their titles are usual ones."""

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import Priority
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.cards.texts import priority_title

SPACE_OWN = "Vor der Messe"


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["Low", "Normal", "Medium", "High", "Urgent"]),
        ("de", ["Niedrig", "Normal", "Mittel", "Hoch", "Dringend"]),
    ],
)
def test_a_usual_priority_is_translated(qapp: QApplication, language: str, titles: list[str]) -> None:
    use_language(qapp, language, resource("translations"))
    english = ["Low", "normal", " Medium ", "HIGH", "Urgent"]
    german = ["Niedrig", "Normal", "Mittel", "Hoch", "Dringend"]
    assert [priority_title(Priority("1", title)) for title in english] == titles
    assert [priority_title(Priority("1", title)) for title in german] == titles


def test_any_other_priority_is_shown_as_the_server_spells_it(qapp: QApplication) -> None:
    use_language(qapp, "de", resource("translations"))
    assert priority_title(Priority("1", SPACE_OWN)) == SPACE_OWN
