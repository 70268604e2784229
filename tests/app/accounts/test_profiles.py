"""Profiles side by side: which belong together, and opening a window for another one."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts import profiles
from kanbert_desktop.app.accounts.profiles import ProfileFamily, start_window
from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.system.own_program import program_command
from kanbert_desktop.domain.errors import NotReady, StoreError


def used(profile: Path) -> Path:
    (profile / "accounts").mkdir(parents=True)
    AccountRegistry(profile / "accounts").record_use(KnownAccount("https://x.test", "1", "Mira", "m@x.test"))
    return profile


def test_a_profile_below_belongs_to_the_root_above(tmp_path: Path) -> None:
    root = used(tmp_path / "kanbert")
    below = used(root / "profiles" / "account-2")
    assert ProfileFamily(below).root == ProfileFamily(root).root == root
    assert ProfileFamily(below).profiles() == [root, below]


def test_a_folder_that_is_merely_called_profiles_has_no_root(tmp_path: Path) -> None:
    own = used(tmp_path / "profiles" / "work")
    assert ProfileFamily(own).root == own


def test_a_new_account_gets_a_private_profile_once(tmp_path: Path) -> None:
    root = used(tmp_path / "kanbert")
    new = ProfileFamily(root).empty_profile()
    assert new == root / "profiles" / "account-2"
    assert new.stat().st_mode & 0o077 == 0
    assert new.parent.stat().st_mode & 0o077 == 0
    assert ProfileFamily(root).empty_profile() == new, "nobody is there yet"
    used(new)
    assert ProfileFamily(new).empty_profile() == root / "profiles" / "account-3"


def test_a_profile_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    root = used(tmp_path / "kanbert")
    (root / "profiles").write_text("in the way", "utf-8")
    with pytest.raises(StoreError):
        ProfileFamily(root).empty_profile()


def test_a_window_is_a_separate_process_without_our_secrets(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = "import json, os, pathlib, sys; p = pathlib.Path(sys.argv[2]) / 'told'"
    note += "; p.with_suffix('.part').write_text(json.dumps([sys.argv[1:], dict(os.environ)]))"
    note += "; p.with_suffix('.part').rename(p)"
    monkeypatch.setattr(profiles, "program_command", lambda: [sys.executable, "-c", note])
    variables = {
        "PATH": "/usr/bin",
        "LANG": "de_DE",
        "KANBERT_ACCESS_TOKEN": "a",
        "KANBERT_CLIENT_SECRET": "b",
        "KANBERT_SERVER": "c",
        "KANBERT_PROFILE": "d",
    }
    start_window(tmp_path, "an-id", variables)
    qtbot.waitUntil((tmp_path / "told").exists)
    words, inherited = json.loads((tmp_path / "told").read_text("utf-8"))
    assert words == ["--profile", str(tmp_path), "--account", "an-id"]
    assert inherited["LANG"] == "de_DE"
    assert not [name for name in inherited if name.startswith("KANBERT_")]


def test_a_program_that_cannot_be_started_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiles, "program_command", lambda: [str(tmp_path / "nothing")])
    with pytest.raises(NotReady, match="window_failed"):
        start_window(tmp_path)


def test_a_frozen_program_starts_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program_command() == [sys.executable, "-m", "kanbert_desktop"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program_command() == [sys.executable]


def known(server: str, name: str, **more: Any) -> KnownAccount:  # noqa: ANN401  its fields
    return KnownAccount(server, name, name.title(), f"{name}@x.test", **more)


def test_the_list_holds_this_profile_and_the_others(profile: Path) -> None:
    options = Options(profile=profile)
    application = Application(Environment.for_options(options), options)
    beside = profile / "profiles" / "account-2"
    for folder in (profile, beside):
        (folder / "accounts").mkdir(parents=True, exist_ok=True)
    registry = AccountRegistry(profile / "accounts")
    registry.record_use(known("https://one.test", "zoe", signed_in=False))
    registry.record_use(known("http://127.0.0.1:9", "adam", sandbox="s", kept=False))
    AccountRegistry(beside / "accounts").record_use(known("https://two.test", "berta"))
    reported = [(one.account.name, one.status, one.in_this_profile) for one in application.list_accounts()]
    assert reported == [
        ("Adam", "needs_sign_in", True),
        ("Zoe", "signed_out", True),
        ("Berta", "ready", False),
    ]
    options = Options(profile=beside)
    from_beside = Application(Environment.for_options(options), options).list_accounts()
    assert [one.account.name for one in from_beside] == ["Berta", "Adam", "Zoe"]
    assert from_beside[1].profile == profile
