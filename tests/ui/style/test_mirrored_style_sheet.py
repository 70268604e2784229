"""Style sheets for right-to-left layouts."""

import pytest

from kanbert_desktop.ui.style.theme import mirrored_style_sheet


@pytest.mark.parametrize(
    ("plain", "mirrored"),
    [
        ("border-left: 1px solid red;", "border-right: 1px solid red;"),
        ("border-top-left-radius: 6px;", "border-top-right-radius: 6px;"),
        ("padding-left: 8px; margin-right: 2px;", "padding-right: 8px; margin-left: 2px;"),
        ("padding: 1px 2px 3px 4px;", "padding: 1px 4px 3px 2px;"),
        ("padding: 0 6px; text-align: left;", "padding: 0 6px; text-align: left;"),
    ],
)
def test_edges_and_paddings_are_mirrored_and_keywords_are_not(plain: str, mirrored: str) -> None:
    assert mirrored_style_sheet(plain) == mirrored
    assert mirrored_style_sheet(mirrored) == plain
