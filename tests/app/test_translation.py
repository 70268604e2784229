"""Languages: complete catalogues, plurals, fallbacks, live change."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kanbert_desktop.app.qt_translation import resolve_language, translate_by_qt, use_language
from kanbert_desktop.app.translation import (
    LANGUAGES,
    PSEUDO,
    PSEUDO_LOCALE_VARIABLE,
    PSEUDO_MIRRORED,
    pseudo_translate,
    read_catalogue,
    read_table,
    table_of,
    tr,
    translate_by_table,
)
from kanbert_desktop.resources import resource
from support import translation_catalogues
from support.child_process import run_in_child_process

TRANSLATED = [language for language in LANGUAGES if language != translation_catalogues.SOURCE_LANGUAGE]
SHOWN = "SHOWN"
NOT_TRANSLATED_BY_LITERAL = {"app/messages/status_texts.py"}
"""Titles and messages of the error table: `tr_noop` marks them where they are written."""


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QCoreApplication) -> Iterator[None]:
    yield
    use_language(qapp, "en", resource("translations"))


def gaps(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}|%n", text))


def test_every_text_is_marked_as_a_literal() -> None:
    strange = [
        place
        for place, call in translation_catalogues.calls()
        if translation_catalogues.literal(call) is None
    ]
    assert {place.rpartition(":")[0] for place in strange} <= NOT_TRANSLATED_BY_LITERAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_and_none_is_left_over(language: str) -> None:
    known, wanted = translation_catalogues.catalogue(language), translation_catalogues.wanted(language)
    unfinished = sorted(source for source in wanted if not all(known.get(source, ("",))))
    assert unfinished == [], "run: python tests/support/translation_catalogues.py, then translate"
    assert sorted(known.keys() - wanted.keys()) == [], "run: python tests/support/translation_catalogues.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_gaps_of_its_source(language: str) -> None:
    wrong = [
        (source, form)
        for source, forms in translation_catalogues.catalogue(language).items()
        for form in forms
        if gaps(form) != gaps(source)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_text_has_two_forms(language: str) -> None:
    assert [
        s
        for s, forms in translation_catalogues.catalogue(language).items()
        if ("%n" in s) != (len(forms) == 2)
    ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_german_addresses_people_formally(language: str) -> None:
    informal = re.compile(r"\b(du|dir|dich|dein\w*)\b", re.IGNORECASE)
    assert [
        f
        for forms in translation_catalogues.catalogue(language).values()
        for f in forms
        if informal.search(f)
    ] == []


@pytest.mark.parametrize(
    ("language", "count", "printed"),
    [
        ("en", 1, "Sending 1 change"),
        ("en", 2, "Sending 2 changes"),
        ("de", 1, "1 Änderung wird gesendet"),
        ("de", 0, "0 Änderungen werden gesendet"),
    ],
)
def test_numbers_choose_the_form(qapp: QCoreApplication, language: str, count: int, printed: str) -> None:
    use_language(qapp, language, resource("translations"))
    assert tr("Sending %n change(s)", count) == printed


def test_values_fill_the_gaps_of_the_translation(qapp: QCoreApplication) -> None:
    use_language(qapp, "de", resource("translations"))
    assert tr("Loading boards, {boards} of {all}", boards=12, all=38) == "Boards werden geladen, 12 von 38"


def test_values_are_never_read_as_gaps(qapp: QCoreApplication) -> None:
    assert tr("Undo: {what}", what="{title} %n") == "Undo: {title} %n"


def test_an_unknown_text_stays_as_it_is(qapp: QCoreApplication) -> None:
    use_language(qapp, "de", resource("translations"))
    assert tr("Never translated") == "Never translated"


def test_a_change_of_language_leaves_nothing_of_the_old_one(qapp: QCoreApplication) -> None:
    use_language(qapp, "de", resource("translations"))
    assert tr("Undo") == "Rückgängig"
    use_language(qapp, "en", resource("translations"))
    assert tr("Undo") == "Undo"


def test_dates_follow_the_language(qapp: QCoreApplication) -> None:
    use_language(qapp, "de", resource("translations"))
    assert QLocale().standaloneDayName(1) == "Montag"


@pytest.mark.parametrize(
    ("language", "dates", "shown"),
    [
        ("en_US", "de_DE", "Wednesday, December, 02/12/2026"),
        ("en_US", "en_GB", "Wednesday, December, 02/12/2026"),
        ("en_US", "en_US", "Wednesday, December, 12/2/26"),
        ("de_DE", "en_DK", "Mittwoch, Dezember, 02.12.26"),
        ("de_DE", "C", "Mittwoch, Dezember, 02.12.26"),
        ("de_AT", "de_AT", "Mittwoch, Dezember, 02.12.26"),
    ],
)
def test_days_are_written_in_the_language_of_the_window(language: str, dates: str, shown: str) -> None:
    """The system may have another language for dates: its order is kept, its names are not."""
    unset = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANGUAGE", PSEUDO_LOCALE_VARIABLE), "")
    variables = {"LANG": f"{language}.UTF-8", "LC_TIME": f"{dates}.UTF-8", SHOWN: shown}
    run_in_child_process(show_a_day, {**unset, **variables})


def show_a_day() -> None:
    app = QCoreApplication([])
    use_language(app, "system", resource("translations"))
    day, short = QDate(2026, 12, 2), QLocale.FormatType.ShortFormat
    shown = (
        f"{QLocale().dayName(day.dayOfWeek())}, {QLocale().monthName(12)}, {QLocale().toString(day, short)}"
    )
    assert shown == os.environ[SHOWN], shown


def test_qts_own_texts_are_translated_too(qapp: QCoreApplication) -> None:
    use_language(qapp, "de", resource("translations"))
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


@pytest.mark.parametrize(
    ("name", "language"), [("de", "de"), ("de_AT", "de"), ("de-CH", "de"), ("fr", "en"), ("xx", "en")]
)
def test_a_language_without_a_catalogue_is_english(name: str, language: str) -> None:
    assert resolve_language(name) == language


def test_an_unfinished_translation_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "de.ts"
    path.write_text(
        "<TS><context><message><source>Yes</source><translation>Ja</translation></message>"
        '<message><source>No</source><translation type="unfinished">Nei</translation></message></context></TS>'
    )
    assert read_catalogue(path) == {"Yes": ("Ja",)}


@pytest.mark.parametrize("content", [None, "", "<TS><context>"])
def test_an_unreadable_catalogue_means_english_not_a_failed_start(
    qapp: QCoreApplication, tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "de.ts").write_text(content)
    use_language(qapp, "de", tmp_path)
    assert tr("Undo") == "Undo"


@pytest.mark.parametrize(
    ("text", "count", "printed"),
    [
        ("Undo", None, "[Ûñđö~~]"),
        ("%n card(s)", 1, "[1 çåŕđ~~~]"),
        ("%n card(s)", 2, "[2 çåŕđš~~~~]"),
        ("Only due:today", None, "[Öñļý due:today~~~~~~]"),
    ],
)
def test_the_pseudo_language_marks_translated_texts(
    qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch, text: str, count: int | None, printed: str
) -> None:
    monkeypatch.setenv("KANBERT_PSEUDO_LOCALE", "pseudo")
    use_language(qapp, "de", resource("translations"))
    assert tr(text, count) == printed


def test_the_pseudo_language_keeps_placeholders(qapp: QCoreApplication) -> None:
    use_language(qapp, "pseudo", resource("translations"))
    wrong = [
        source for source in translation_catalogues.texts() if gaps(pseudo_translate(source)) != gaps(source)
    ]
    assert wrong == []
    assert tr("Undo: {what}", what="Move") == "[Ûñđö: Move~~~~~]"


def test_a_value_of_any_length_leaves_a_sentence_short() -> None:
    words = tr("Board: {title}", title="x" * 300_000)
    assert len(words) < 2_000
    assert words.endswith("…")
    assert tr("Board: {title}", title="Website") == "Board: Website"


def texts_by(lookup: Callable[[str, int], str]) -> list[str]:
    """Every text of the program, translated without a number and with three."""
    return [lookup(source, n) for source in translation_catalogues.texts() for n in (-1, 0, 1, 2)]


def by_tr(text: str, n: int) -> str:
    return tr(text) if n < 0 else tr(text, n)


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO, PSEUDO_MIRRORED])
def test_tr_translates_every_text_as_qt_does(qapp: QCoreApplication, language: str) -> None:
    use_language(qapp, language, resource("translations"))
    assert texts_by(by_tr) == texts_by(translate_by_qt)


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO, PSEUDO_MIRRORED])
@pytest.mark.parametrize("is_built", [False, True], ids=["catalogue", "table"])
def test_verbs_translate_every_text_as_qt_does(
    qapp: QCoreApplication, tmp_path: Path, language: str, is_built: bool
) -> None:
    use_language(qapp, language, resource("translations"))
    by_qt = texts_by(translate_by_qt)
    folder = resource("translations")
    if is_built:
        folder = tmp_path
        for name in LANGUAGES:
            (folder / f"{name}.json").write_bytes(table_of(resource(f"translations/{name}.ts")))
    translate_by_table(language, folder)
    assert texts_by(by_tr) == by_qt


@pytest.mark.parametrize("content", ["", "[]", '{"Undo": 3}', "{"])
def test_a_damaged_table_is_replaced_by_the_catalogue(tmp_path: Path, content: str) -> None:
    (tmp_path / "de.json").write_text(content)
    (tmp_path / "de.ts").write_bytes(resource("translations/de.ts").read_bytes())
    assert read_table(tmp_path, "de")["Undo"] == ("Rückgängig",)


def test_without_a_catalogue_verbs_speak_english(tmp_path: Path) -> None:
    translate_by_table("de", tmp_path)
    assert tr("Undo") == "Undo"
    assert tr("%n card(s)", 2) == "2 card(s)"
