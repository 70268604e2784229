"""Damaged account lists and settings: a damaged row is lost and reported, and the program still starts."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kanbert_desktop.app import settings as all_settings
from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.doctor.checks import check_profile
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.json_files import quarantined_files
from kanbert_desktop.app.settings import LANGUAGE, REDIRECT_PORT, SERVER, THEME, Setting, Settings

SOUND = KnownAccount("https://kanbert.test", "1", "Mira", "mira@x.test", last_used="2026-11-01")
FRESH = KnownAccount("https://other.test", "2", "Jonas", "jonas@x.test")
EVERY_SETTING = [found for found in vars(all_settings).values() if isinstance(found, Setting)]
NESTED = "[" * 100_000 + "]" * 100_000
ODD_FILES = {
    "empty": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a number": b"7",
    "a NUL": b"\0",
    "binary": bytes(range(256)),
    "deep": NESTED.encode(),
    "deep inside": f'{{"x": {NESTED}}}'.encode(),
    "a huge number": b'{"x": ' + b"9" * 100_000 + b"}",
    "half a surrogate pair": b'{"\\ud800": "\\udfff"}',
    "raw half a surrogate pair": b'{"x": "\xed\xa0\x80"}',
    "too long": b'{"x": "' + b"y" * (5 << 20) + b'"}',
}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.just("\ud800")
    | st.just(10**400),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=12,
)
ROWS = JSON | st.fixed_dictionaries(
    {}, optional={field.name: st.just(getattr(SOUND, field.name)) | JSON for field in fields(SOUND)}
)
VALUES = st.dictionaries(st.sampled_from([one.name for one in EVERY_SETTING]) | st.text(max_size=8), JSON)


def write_index(folder: Path, *rows: object, tokens: object = ()) -> bytes:
    reported = {"version": 1, "accounts": list(rows), "tokens": dict(tokens) if tokens == () else tokens}
    text = json.dumps(reported).encode()
    (folder / "index.json").write_bytes(text)
    return text


def damaged(**changes: object) -> dict[str, Any]:
    return {**asdict(SOUND), "user": "9", **changes}


@pytest.mark.parametrize(
    "row",
    [
        None,
        [],
        {},
        damaged(server=None),
        damaged(server="nonsense://x"),
        damaged(server="https://kanbert.test\0"),
        damaged(user=7),
        damaged(user=""),
        damaged(name="\ud800"),
        damaged(signed_in="yes"),
        damaged(redirect_port=10**400),
        damaged(redirect_port=True),
        damaged(sandbox={"deep": [[[[]]]]}),
    ],
    ids=repr,
)
def test_a_damaged_row_is_one_lost_row(tmp_path: Path, row: object) -> None:
    before = write_index(tmp_path, row, asdict(SOUND), row)
    registry = AccountRegistry(tmp_path)
    assert registry.accounts() == [SOUND]
    assert registry.lost_row_count() == 2
    registry.record_use(FRESH)
    assert {account.name for account in registry.accounts()} == {"Mira", "Jonas"}
    assert registry.lost_row_count() == 0
    assert [path.read_bytes() for path in quarantined_files(tmp_path / "index.json")] == [before]


@pytest.mark.parametrize("content", ODD_FILES.values(), ids=ODD_FILES)
def test_a_damaged_list_of_accounts_counts_as_empty_and_is_quarantined(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "index.json").write_bytes(content)
    registry = AccountRegistry(tmp_path)
    assert (registry.accounts(), registry.lost_row_count()) == ([], 1)
    registry.record_use(FRESH, token="a token")
    assert [account.name for account in AccountRegistry(tmp_path).accounts()] == ["Jonas"]
    assert [path.read_bytes() for path in quarantined_files(tmp_path / "index.json")] == [content]
    registry.record_use(FRESH)
    assert len(quarantined_files(tmp_path / "index.json")) == 1, "a sound list is replaced without a copy"


def test_a_folder_in_place_of_the_list_is_quarantined(tmp_path: Path) -> None:
    (tmp_path / "index.json").mkdir()
    (tmp_path / "settings.json").mkdir()
    registry, settings = AccountRegistry(tmp_path), Settings(tmp_path / "settings.json")
    assert (registry.accounts(), registry.lost_row_count(), settings.is_damaged) == ([], 1, True)
    registry.record_use(FRESH)
    settings.put(THEME, "dark")
    assert AccountRegistry(tmp_path).lost_row_count() == 0
    assert Settings(tmp_path / "settings.json").get(THEME) == "dark"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_what_another_editor_saved_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark"}', encoding)
    (tmp_path / "index.json").write_text(json.dumps({"accounts": [asdict(SOUND)], "tokens": {}}), encoding)
    settings = Settings(tmp_path / "settings.json")
    assert (settings.get(THEME), settings.is_damaged) == ("dark", False)
    assert AccountRegistry(tmp_path).accounts() == [SOUND]


def test_of_two_equal_names_the_last_counts(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark", "theme": "light"}', "utf-8")
    assert Settings(tmp_path / "settings.json").get(THEME) == "light"


@pytest.mark.parametrize("content", ODD_FILES.values(), ids=ODD_FILES)
def test_damaged_settings_become_defaults_and_are_quarantined(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.is_damaged
    assert settings.get(THEME) == "system"
    settings.put(THEME, "dark")
    assert Settings(path).get(THEME) == "dark"
    settings.put(LANGUAGE, "de")
    assert [kept.read_bytes() for kept in quarantined_files(path)] == [content]


def test_one_damaged_setting_is_one_lost_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    deep = json.loads("[" * 100 + "]" * 100)
    text = json.dumps({"theme": "dark", "language": deep, "server": "\ud800", "redirect_port": 10**30})
    path.write_text(text, "utf-8")
    settings = Settings(path)
    assert settings.is_damaged
    found = [settings.get(setting) for setting in (THEME, LANGUAGE, SERVER, REDIRECT_PORT)]
    assert found == ["dark", "system", "", 0]
    settings.put(LANGUAGE, "de")
    assert [kept.read_text("utf-8") for kept in quarantined_files(path)] == [text]
    assert Settings(path).get(THEME) == "dark"
    assert not Settings(path).is_damaged


@given(st.lists(ROWS, max_size=4), JSON)
def test_no_list_of_accounts_stops_anything(rows: list[object], tokens: object) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_index(folder, *rows, asdict(SOUND), tokens=tokens)
        registry = AccountRegistry(folder)
        for account in registry.accounts():
            assert {type(account.server), type(account.name), type(account.signed_in)} == {str, bool}
            assert len(account.id) == 32
        registry.last_signed_in()
        registry.find_by_token("a token", None)
        registry.record_use(FRESH)
        registry.mark_signed_out(FRESH.id)
        assert registry.lost_row_count() == 0
        assert FRESH.id in {account.id for account in AccountRegistry(folder).accounts()}


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b'{"accounts": [{}], "tokens": []}')
def test_no_bytes_stop_anything(content: bytes) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "index.json").write_bytes(content)
        (folder / "settings.json").write_bytes(content)
        registry, settings = AccountRegistry(folder), Settings(folder / "settings.json")
        assert registry.accounts() == []
        registry.record_use(FRESH)
        settings.put(THEME, "dark")
        assert Settings(folder / "settings.json").get(THEME) == "dark"
        if settings.is_damaged:
            assert [path.read_bytes() for path in quarantined_files(folder / "settings.json")] == [content]


@given(VALUES)
def test_no_settings_stop_anything(values: dict[str, object]) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "settings.json"
        path.write_text(json.dumps(values), "utf-8")
        settings = Settings(path)
        for setting in EVERY_SETTING:
            found = settings.get(setting)
            assert setting.accepts(found) or found == setting.default
        settings.put(THEME, "dark")
        settings.put(LANGUAGE, "de")
        assert Settings(path).get(LANGUAGE) == "de"
        assert not Settings(path).is_damaged


def test_doctor_names_what_is_damaged_and_what_is_kept(tmp_path: Path) -> None:
    environment = Environment(tmp_path)
    environment.accounts.mkdir()
    (environment.accounts / "index.json").write_bytes(b"{")
    environment.settings.write_bytes(b"{")
    (check,) = check_profile(environment)
    assert not check.ok
    assert "The list of accounts was damaged." in check.detail
    assert "The settings were damaged." in check.detail
    Settings(environment.settings).put(THEME, "dark")
    (check,) = check_profile(environment)
    assert "settings-damaged-" in check.detail
    assert "The settings were damaged." not in check.detail
