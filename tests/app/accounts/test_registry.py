"""The account registry finds accounts again without storing a secret."""

import hashlib
import hmac
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount, RedirectUrl, hmac_sha256

SERVER = "https://kanbert.test"
OTHER = "https://other.test"


def account(user: str = "1", server: str = SERVER, sandbox: str | None = None) -> KnownAccount:
    return KnownAccount(server=server, user=user, name="Mira", email="mira@x.test", sandbox=sandbox)


def test_the_last_used_account_is_chosen(tmp_path: Path) -> None:
    registry = AccountRegistry(tmp_path)
    registry.record_use(account("1"))
    registry.record_use(account("2", OTHER))
    last = AccountRegistry(tmp_path).last_signed_in()
    assert last is not None
    assert last.user == "2"


def test_each_server_has_its_last_used_account(tmp_path: Path) -> None:
    registry = AccountRegistry(tmp_path)
    registry.record_use(account("1"))
    registry.record_use(account("2", OTHER))
    here, nowhere = (
        registry.last_signed_in(server=SERVER),
        registry.last_signed_in(server="https://third.test"),
    )
    assert here is not None
    assert here.user == "1"
    assert nowhere is None


def test_a_signed_out_account_is_not_chosen(tmp_path: Path) -> None:
    registry = AccountRegistry(tmp_path)
    registry.record_use(account("1"))
    registry.record_use(account("2"))
    registry.mark_signed_out(account("2").id)
    assert registry.last_signed_in() is None


def test_a_token_finds_its_account_and_is_not_stored(tmp_path: Path) -> None:
    registry = AccountRegistry(tmp_path)
    registry.record_use(account(), token="very-secret-token")
    found = AccountRegistry(tmp_path).find_by_token("very-secret-token", SERVER)
    assert found is not None
    assert found.user == "1"
    assert registry.find_by_token("another-token", SERVER) is None
    assert registry.find_by_token("very-secret-token", OTHER) is None
    assert registry.find_by_token("very-secret-token", None) == found
    assert all(b"very-secret-token" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_token_is_forgotten_at_sign_out(tmp_path: Path) -> None:
    registry = AccountRegistry(tmp_path)
    registry.record_use(account(), token="very-secret-token")
    registry.mark_signed_out(account().id)
    assert registry.find_by_token("very-secret-token", SERVER) is None


def test_a_sandbox_is_known_by_its_id_and_not_by_its_address(tmp_path: Path) -> None:
    assert account(sandbox="a").id == account(server=OTHER, sandbox="a").id
    assert account(sandbox="a").id != account(sandbox="b").id
    assert account().id != account(server=OTHER).id
    registry = AccountRegistry(tmp_path)
    registry.record_use(account(sandbox="a"))
    assert registry.last_signed_in(server=SERVER) is None
    assert registry.last_signed_in(sandbox="a") is not None


def test_an_unreadable_list_means_sign_in_again(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text("{broken", "utf-8")
    assert AccountRegistry(tmp_path).last_signed_in() is None


OLD_ROW = {
    "server": SERVER,
    "user": "1",
    "name": "Mira",
    "email": "mira@x.test",
    "client_id": "app",
    "sandbox": None,
    "direct": False,
    "kept": True,
    "signed_in": True,
    "last_used": "2026-11-01T10:00:00+00:00",
}


def test_a_list_of_an_older_version_is_read(tmp_path: Path) -> None:
    written = {"version": 1, "accounts": [OLD_ROW], "tokens": {}}
    (tmp_path / "index.json").write_text(json.dumps(written), "utf-8")
    last = AccountRegistry(tmp_path).last_signed_in()
    assert last is not None
    assert (last.client_id, last.has_secret, last.pasted, last.may_write) == ("app", False, False, True)
    assert last.redirect == RedirectUrl()


def test_what_a_newer_version_adds_is_no_damage(tmp_path: Path) -> None:
    written = {"version": 1, "accounts": [OLD_ROW | {"invented_later": 7}], "tokens": {}}
    (tmp_path / "index.json").write_text(json.dumps(written), "utf-8")
    assert AccountRegistry(tmp_path).last_signed_in() is not None


def test_redirect_and_has_secret_are_stored_but_no_secret(tmp_path: Path) -> None:
    came = replace(account(), has_secret=True, redirect_port=8765, redirect_localhost=True)
    AccountRegistry(tmp_path).record_use(came)
    last = AccountRegistry(tmp_path).last_signed_in()
    assert last is not None
    assert last.has_secret
    assert last.redirect == RedirectUrl(8765, localhost=True)
    assert not {name for name in vars_of(last) if "secret" in name} - {"has_secret"}


def vars_of(known: KnownAccount) -> set[str]:
    return {field.name for field in fields(known)}


@pytest.mark.parametrize("length", [0, 1, 32, 64, 65, 200])
def test_the_fingerprint_of_a_token_is_that_of_the_standard_library(length: int) -> None:
    key, message = bytes(range(length)), b"https://kanbert.test\na token"
    assert hmac_sha256(key, message) == hmac.new(key, message, hashlib.sha256).hexdigest()
