"""Sign-in and sign-out on the command line: three methods, and no secret left behind."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.sandbox import RunningSandbox
from support.terminal import Terminal, sign_in_by_verb, token_environment


@pytest.fixture
def without_keyring() -> dict[str, str]:
    return {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}


@pytest.fixture
def visitor(own_sandbox: RunningSandbox, profile: Path, no_browser: dict[str, str]) -> Terminal:
    application = {
        "KANBERT_SERVER": own_sandbox.url,
        "KANBERT_CLIENT_ID": own_sandbox.credentials["client_id"],
    }
    return Terminal(profile, {**application, **no_browser})


def written(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in folder.rglob("*"):
        if stat.S_ISREG(path.lstat().st_mode):
            yield path, path.read_bytes()


def test_a_browser_sign_in_lasts_for_other_processes(
    own_sandbox: RunningSandbox, visitor: Terminal, keyring_session: str
) -> None:
    told = sign_in_by_verb(visitor, own_sandbox)
    assert told.exit_code == 0, told
    assert told.json["server"] == own_sandbox.url
    assert told.json["user"]["email"] == own_sandbox.credentials["email"]
    assert visitor.json("sync", KANBERT_SERVER=None, KANBERT_CLIENT_ID=None)["pulled"] > 100
    assert len(visitor.json("boards")) == 8
    assert keyring_session


def test_an_application_with_a_secret(
    own_sandbox: RunningSandbox, visitor: Terminal, keyring_session: str
) -> None:
    keys = own_sandbox.credentials
    visitor.variables |= {
        "KANBERT_CLIENT_ID": keys["confidential_client_id"],
        "KANBERT_CLIENT_SECRET": keys["client_secret"],
    }
    assert sign_in_by_verb(visitor, own_sandbox).exit_code == 0
    assert visitor.json("sync")["pending"] == 0
    assert keyring_session


def test_the_environments_secret_is_not_stored_and_its_absence_reported(
    own_sandbox: RunningSandbox, visitor: Terminal, keyring_session: str
) -> None:
    keys = own_sandbox.credentials
    secret = {"KANBERT_CLIENT_SECRET": keys["client_secret"]}
    visitor.variables |= {"KANBERT_CLIENT_ID": keys["confidential_client_id"]}
    visitor.variables |= secret
    assert sign_in_by_verb(visitor, own_sandbox).exit_code == 0
    with own_sandbox.state.transaction() as database:
        database.execute("UPDATE tokens SET expires_at = 0 WHERE kind = 'access'")
    missed = visitor.run("sync", "--json", KANBERT_CLIENT_SECRET=None)
    assert missed.exit_code == 3
    assert "secret" in missed.error["title"]
    assert visitor.json("sync")["pending"] == 0
    assert keyring_session


def test_preset_values_need_no_options(
    own_sandbox: RunningSandbox,
    profile: Path,
    no_browser: dict[str, str],
    tmp_path: Path,
    keyring_session: str,
) -> None:
    folder = tmp_path / "xdg" / "kanbert-desktop"
    folder.mkdir(parents=True)
    preset = {"server": own_sandbox.url, "client_id": own_sandbox.credentials["client_id"]}
    (folder / "settings.json").write_text(json.dumps(preset), "utf-8")
    anybody = Terminal(profile, {"XDG_CONFIG_DIRS": str(tmp_path / "xdg"), **no_browser})
    told = sign_in_by_verb(anybody, own_sandbox)
    assert told.exit_code == 0, told
    assert told.json["server"] == own_sandbox.url
    assert keyring_session


def test_signing_out_says_that_a_token_stays_valid(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    told = own_terminal.run("sign-out", "--json")
    assert (told.exit_code, told.json) == (0, {"signed_out": True})
    assert "stays valid" in told.stderr
    assert "Settings → Apps & API" in told.stderr


def test_a_deleted_token_has_its_own_message(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    with own_sandbox.state.transaction() as database:
        database.execute("UPDATE tokens SET revoked = 1")
    told = own_terminal.run("sync", "--json")
    assert told.exit_code == 3
    assert "access token" in told.error["title"]
    assert own_terminal.json("add", "WEB", "Trotzdem")["pending"] is True


def test_without_a_keyring_it_says_so_and_works(
    own_sandbox: RunningSandbox, visitor: Terminal, without_keyring: dict[str, str]
) -> None:
    visitor.variables |= without_keyring
    told = sign_in_by_verb(visitor, own_sandbox)
    assert told.exit_code == 0
    assert "keyring" in told.stderr.lower()
    assert visitor.json("boards") == []
    assert visitor.run("sync").exit_code == 3
    standing = visitor.json("status")
    assert (standing["signed_in"], standing["sync_state"], standing["last_sync"]) == (False, "never", None)
    assert standing["user"]["email"] == own_sandbox.credentials["email"]
    assert standing["server"] == own_sandbox.url


def test_denying_access_does_not_sign_in(own_sandbox: RunningSandbox, visitor: Terminal) -> None:
    told = sign_in_by_verb(visitor, own_sandbox, "deny")
    assert (told.exit_code, told.error["code"]) == (6, 6)
    assert visitor.json("status")["signed_in"] is False


def test_a_token_is_enough_and_is_remembered_by_its_fingerprint(own_terminal: Terminal) -> None:
    signed_in = own_terminal.json("sign-in")
    assert set(signed_in["user"]) == {"id", "name", "email"}
    own_terminal.json("sync")
    assert len(own_terminal.json("boards", KANBERT_SERVER=None)) == 8
    assert len(own_terminal.json("boards", KANBERT_SERVER=None, KANBERT_ACCESS_TOKEN=None)) == 8
    assert own_terminal.run("sync", KANBERT_ACCESS_TOKEN=None).exit_code == 3
    without = own_terminal.json("status", KANBERT_ACCESS_TOKEN=None)
    assert (without["signed_in"], without["sync_state"]) == (False, "needs_sign_in")
    assert without["user"] == signed_in["user"]
    assert own_terminal.json("status")["sync_state"] == "up_to_date"


def test_signing_out_asks_about_unsent_edits(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Noch nicht gesendet")
    refused = own_terminal.run("sign-out", "--json")
    assert refused.exit_code == 5
    assert own_terminal.json("status")["pending"] == 1
    assert own_terminal.json("sign-out", "--keep-pending") == {"signed_out": True}
    assert own_terminal.run("boards").exit_code == 3
    own_terminal.json("sign-in")
    standing = own_terminal.json("status")
    assert (standing["pending"], standing["signed_in"], standing["sync_state"]) == (1, True, "never")
    own_terminal.json("sync")
    assert own_terminal.json("status")["pending"] == 0
    assert len(own_terminal.json("boards")) == 8


def test_signing_out_can_discard_them(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("add", "WEB", "Verworfen")
    own_terminal.json("sign-out", "--discard-pending")
    own_terminal.json("sync")
    assert own_terminal.json("status")["pending"] == 0
    assert "Verworfen" not in {task["title"] for task in own_sandbox.state.tasks()}


def test_signing_out_leaves_no_card_behind(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    title = own_terminal.json("cards", "WEB")[0]["title"].encode()
    own_terminal.json("sign-out")
    assert [path for path, content in written(own_terminal.profile) if title in content] == []


def test_no_secret_is_written_or_printed(
    own_sandbox: RunningSandbox, visitor: Terminal, keyring_session: str
) -> None:
    keys = own_sandbox.credentials
    secrets = {keys["access_token"], keys["client_secret"], keys["password"]}
    visitor.variables |= {
        "KANBERT_CLIENT_ID": keys["confidential_client_id"],
        "KANBERT_CLIENT_SECRET": keys["client_secret"],
    }
    said = [sign_in_by_verb(visitor, own_sandbox), visitor.run("sync", "--json")]
    visitor.variables |= token_environment(own_sandbox)
    said += [
        visitor.run(*words) for words in (["sync"], ["status", "--json"], ["add", "WEB", "x"], ["sign-out"])
    ]
    own_sandbox.faults.clear()
    assert keyring_session
    for told in said:
        assert "Traceback" not in told.stderr
        assert not any(secret in told.stdout + told.stderr for secret in secrets)
        assert "Bearer" not in told.stdout + told.stderr
    found = list(written(visitor.profile))
    assert found
    for path, content in found:
        assert not any(secret.encode() in content for secret in secrets), path
        assert b"code_verifier" not in content, path


def test_the_profile_is_private(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    own_terminal.json("boards")
    written = list(own_terminal.profile.rglob("*"))
    assert any(path.name == "store.db" for path in written)
    for path in [own_terminal.profile, *written]:
        assert path.lstat().st_mode & 0o077 == 0, path
