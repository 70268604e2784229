"""What the desktop's search finds in an account's file, whatever state the file and the account are in."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts.registry import AccountRegistry
from kanbert_desktop.app.accounts.sign_in_settings import preset_files
from kanbert_desktop.app.desktop_search import permission
from kanbert_desktop.app.desktop_search.card_finder import MOST_FOUND, CardFinder, FoundCard
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.settings import DESKTOP_SEARCH, Settings
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.changes import Field
from support.searched_account import SearchedAccount, searched_account

TODAY = date(2026, 11, 24)


@pytest.fixture
def account(profile: Path) -> SearchedAccount:
    return searched_account(profile)


@pytest.fixture
def finder(account: SearchedAccount) -> Iterator[CardFinder]:
    created = CardFinder(account.environment, account.options, lambda: TODAY)
    yield created
    created.close()


def test_a_card_is_found_by_the_beginning_of_a_word(finder: CardFinder) -> None:
    assert finder.find(["nav"]) == ["t1"]
    assert finder.find(["navigation", "foo"]) == []


def test_a_card_is_described_by_title_board_column_and_due_date(
    finder: CardFinder, account: SearchedAccount
) -> None:
    window = account.open()
    window.service.edit_card("t1", {Field.DUE: date(2026, 12, 3)})
    window.service.edit_card("t2", {Field.DUE: TODAY})
    window.close()
    assert finder.describe(["t2", "t1"]) == [
        FoundCard("t2", "Footer", "Website · To do · Due today"),
        FoundCard("t1", "Navigation", "Website · In progress · Due 3 Dec"),
    ]


def test_a_card_that_is_gone_is_left_out(finder: CardFinder) -> None:
    assert [card.key for card in finder.describe(["t1", "t99"])] == ["t1"]


def test_conditions_work_as_on_the_search_page(finder: CardFinder) -> None:
    assert finder.find(["column:wip"]) == ["t1"]


def test_what_a_window_changed_is_found_at_once_and_not_as_it_was(
    finder: CardFinder, account: SearchedAccount
) -> None:
    assert finder.find(["nav"]) == ["t1"]
    window = account.open()
    window.service.edit_card("t1", {Field.TITLE: "Menü"})
    window.wait_until_saved()
    assert (finder.find(["nav"]), finder.find(["menü"])) == ([], ["t1"])
    window.service.delete_card("t1")
    window.wait_until_saved()
    assert (finder.find(["menü"]), finder.describe(["t1"])) == ([], [])
    window.close()


def test_no_more_cards_are_found_than_a_desktop_shows(finder: CardFinder, account: SearchedAccount) -> None:
    window = account.open()
    for number in range(MOST_FOUND + 5):
        window.service.add_card(BoardId("b1"), f"Newsletter {number}")
    window.close()
    assert len(finder.find(["newsletter"])) == MOST_FOUND


def test_nothing_is_found_after_a_sign_out(finder: CardFinder, account: SearchedAccount) -> None:
    assert finder.find(["nav"])
    AccountRegistry(account.environment.accounts).mark_signed_out(account.account.id)
    assert (finder.find(["nav"]), finder.describe(["t1"])) == ([], [])


@pytest.mark.parametrize("changes", [{"kept": False}, {"direct": True}], ids=["without a keyring", "token"])
def test_nothing_is_found_of_a_sign_in_that_ended_with_its_window(
    finder: CardFinder, account: SearchedAccount, changes: dict[str, bool]
) -> None:
    account.record(**changes)
    assert finder.find(["nav"]) == []


def test_nothing_is_found_while_the_setting_is_off(finder: CardFinder, account: SearchedAccount) -> None:
    Settings(account.environment.settings).put(DESKTOP_SEARCH, "off")
    assert (finder.find(["nav"]), finder.describe(["t1"])) == ([], [])
    Settings(account.environment.settings).put(DESKTOP_SEARCH, "on")
    assert finder.find(["nav"]) == ["t1"]


def test_on_a_shared_computer_nothing_is_found_until_it_is_switched_on(
    finder: CardFinder, account: SearchedAccount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preset = tmp_path / "settings.json"
    preset.write_text(json.dumps({"shared_computer": True}))
    assert preset_files()
    monkeypatch.setattr(permission, "preset_files", lambda: [preset])
    assert finder.find(["nav"]) == []
    Settings(account.environment.settings).put(DESKTOP_SEARCH, "on")
    assert finder.find(["nav"]) == ["t1"]


def test_a_profile_that_does_not_exist_yet_is_not_created(tmp_path: Path) -> None:
    profile = tmp_path / "none"
    finder = CardFinder(Environment(profile), Options(profile=profile), lambda: TODAY)
    assert (finder.find(["nav"]), finder.describe(["t1"])) == ([], [])
    assert not profile.exists()


def write_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {version}")


@pytest.mark.parametrize("version", [1, 999], ids=["older", "newer"])
def test_nothing_is_found_in_a_file_of_another_version(
    finder: CardFinder, account: SearchedAccount, version: int
) -> None:
    write_version(account.store, version)
    assert (finder.find(["nav"]), finder.describe(["t1"])) == ([], [])


@pytest.mark.parametrize("content", [b"", b"no database" * 1000], ids=["empty", "damaged"])
def test_nothing_is_found_in_a_damaged_file(
    finder: CardFinder, account: SearchedAccount, content: bytes
) -> None:
    account.store.write_bytes(content)
    assert (finder.find(["nav"]), finder.describe(["t1"])) == ([], [])
    assert account.store.read_bytes() == content


def test_nothing_is_found_while_another_process_has_locked_the_file(
    finder: CardFinder, account: SearchedAccount
) -> None:
    with closing(sqlite3.connect(account.store, isolation_level=None)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("BEGIN EXCLUSIVE")
        assert finder.find(["nav"]) == []
        db.execute("ROLLBACK")
    assert finder.find(["nav"]) == ["t1"]


def test_nothing_is_found_in_a_file_whose_first_page_alone_is_sound(
    finder: CardFinder, account: SearchedAccount
) -> None:
    size = account.store.stat().st_size
    with account.store.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    assert (finder.find(["nav"]), finder.describe(["t1"])) == ([], [])


def test_a_file_that_a_recovery_put_in_place_is_read(finder: CardFinder, account: SearchedAccount) -> None:
    assert finder.find(["nav"]) == ["t1"]
    original = account.store.with_name("original.db")
    account.store.rename(original)
    assert finder.find(["nav"]) == []
    original.rename(account.store)
    assert finder.find(["nav"]) == ["t1"]
