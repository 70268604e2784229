"""Title lines fit, in any script."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from kanbert_desktop.ui.cards.geometry import MAX_LINES, TitleLines
from kanbert_desktop.ui.style.theme import Theme

WORDS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30), max_size=12
)


def lines_of(theme: Theme, title: str, width: int, beside: int = 0) -> tuple[str, ...]:
    return TitleLines(theme.font("title")).lines_of(title, width, beside)


def test_a_short_title_is_one_line(theme: Theme) -> None:
    assert lines_of(theme, "Wireframes", 184) == ("Wireframes",)


def test_words_wrap_and_nothing_is_lost(theme: Theme) -> None:
    title = "Navigation mobil: dritte Ebene als Schublade"
    lines = lines_of(theme, title, 184)
    assert " ".join(lines) == title
    assert len(lines) == 2


def test_a_title_breaks_after_a_hyphen(theme: Theme) -> None:
    lines = lines_of(theme, "Suche: Tippfehler-Toleranz testen", 184, 24)
    assert lines[0].endswith("Tippfehler-")


def test_what_does_not_fit_into_three_lines_is_elided(theme: Theme) -> None:
    lines = lines_of(theme, "Ladezeiten der Kategorieseiten messen " * 6, 184)
    assert len(lines) == MAX_LINES
    assert lines[-1].endswith("…")


def test_a_word_wider_than_the_card_is_broken(theme: Theme) -> None:
    lines = lines_of(theme, "Donaudampfschifffahrtsgesellschaftskapitänsmützenhalter", 120)
    assert len(lines) > 1
    assert "".join(lines).startswith("Donaudampf")


def test_chinese_and_emoji_wrap_without_spaces(theme: Theme) -> None:
    title = "网站重新设计的首页需要在星期五之前完成👩‍💻并且发布"
    lines = lines_of(theme, title, 120)
    assert len(lines) > 1
    assert title.startswith(lines[0])


def test_an_empty_title_keeps_one_line(theme: Theme) -> None:
    assert lines_of(theme, "  ", 184) == ("",)


@settings(deadline=None)
@given(words=WORDS)
def test_no_line_is_wider_than_the_card(theme: Theme, words: list[str]) -> None:
    font = theme.font("title")
    metrics = QFontMetricsF(font)
    lines = TitleLines(font).lines_of(" ".join(words), 150)
    assert lines
    for line in lines:
        assert metrics.horizontalAdvance(line) <= 150 + 12
