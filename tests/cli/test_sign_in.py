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
def new_terminal(own_sandbox: RunningSandbox, profile: Path, no_browser: dict[str, str]) -> Terminal:
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
    own_sandbox: RunningSandbox, new_terminal: Terminal, keyring_session: str
) -> None:
    result = sign_in_by_verb(new_terminal, own_sandbox)
    assert result.exit_code == 0, result
    assert result.json["server"] == own_sandbox.url
    assert result.json["user"]["email"] == own_sandbox.credentials["email"]
    assert new_terminal.json("sync", KANBERT_SERVER=None, KANBERT_CLIENT_ID=None)["pulled"] > 100
    assert len(new_terminal.json("boards")) == 8
    assert keyring_session


def test_an_application_with_a_secret(
    own_sandbox: RunningSandbox, new_terminal: Terminal, keyring_session: str
) -> None:
    keys = own_sandbox.credentials
    new_terminal.variables |= {
        "KANBERT_CLIENT_ID": keys["confidential_client_id"],
        "KANBERT_CLIENT_SECRET": keys["client_secret"],
    }
    assert sign_in_by_verb(new_terminal, own_sandbox).exit_code == 0
    assert new_terminal.json("sync")["pending"] == 0
    assert keyring_session


def test_the_environments_secret_is_not_stored_and_its_absence_reported(
    own_sandbox: RunningSandbox, new_terminal: Terminal, keyring_session: str
) -> None:
    keys = own_sandbox.credentials
    secret = {"KANBERT_CLIENT_SECRET": keys["client_secret"]}
    new_terminal.variables |= {"KANBERT_CLIENT_ID": keys["confidential_client_id"]}
    new_terminal.variables |= secret
    assert sign_in_by_verb(new_terminal, own_sandbox).exit_code == 0
    with own_sandbox.state.transaction() as database:
        database.execute("UPDATE tokens SET expires_at = 0 WHERE kind = 'access'")
    missed = new_terminal.run("sync", "--json", KANBERT_CLIENT_SECRET=None)
    assert missed.exit_code == 3
    assert "secret" in missed.error["title"]
    assert new_terminal.json("sync")["pending"] == 0
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
    result = sign_in_by_verb(anybody, own_sandbox)
    assert result.exit_code == 0, result
    assert result.json["server"] == own_sandbox.url
    assert keyring_session


def test_signing_out_says_that_a_token_stays_valid(own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    result = own_terminal.run("sign-out", "--json")
    assert (result.exit_code, result.json) == (0, {"signed_out": True})
    assert "stays valid" in result.stderr
    assert "Settings → Apps & API" in result.stderr


def test_a_deleted_token_has_its_own_message(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    with own_sandbox.state.transaction() as database:
        database.execute("UPDATE tokens SET revoked = 1")
    result = own_terminal.run("sync", "--json")
    assert result.exit_code == 3
    assert "access token" in result.error["title"]
    assert own_terminal.json("add", "WEB", "Trotzdem")["pending"] is True


def test_without_a_keyring_it_says_so_and_works(
    own_sandbox: RunningSandbox, new_terminal: Terminal, without_keyring: dict[str, str]
) -> None:
    new_terminal.variables |= without_keyring
    result = sign_in_by_verb(new_terminal, own_sandbox)
    assert result.exit_code == 0
    assert "keyring" in result.stderr.lower()
    assert new_terminal.json("boards") == []
    assert new_terminal.run("sync").exit_code == 3
    status = new_terminal.json("status")
    assert (status["signed_in"], status["sync_state"], status["last_sync"]) == (False, "never", None)
    assert status["user"]["email"] == own_sandbox.credentials["email"]
    assert status["server"] == own_sandbox.url


def test_denying_access_does_not_sign_in(own_sandbox: RunningSandbox, new_terminal: Terminal) -> None:
    result = sign_in_by_verb(new_terminal, own_sandbox, "deny")
    assert (result.exit_code, result.error["code"]) == (6, 6)
    assert new_terminal.json("status")["signed_in"] is False


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
    status = own_terminal.json("status")
    assert (status["pending"], status["signed_in"], status["sync_state"]) == (1, True, "never")
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
    own_sandbox: RunningSandbox, new_terminal: Terminal, keyring_session: str
) -> None:
    keys = own_sandbox.credentials
    secrets = {keys["access_token"], keys["client_secret"], keys["password"]}
    new_terminal.variables |= {
        "KANBERT_CLIENT_ID": keys["confidential_client_id"],
        "KANBERT_CLIENT_SECRET": keys["client_secret"],
    }
    printed = [sign_in_by_verb(new_terminal, own_sandbox), new_terminal.run("sync", "--json")]
    new_terminal.variables |= token_environment(own_sandbox)
    printed += [
        new_terminal.run(*words)
        for words in (["sync"], ["status", "--json"], ["add", "WEB", "x"], ["sign-out"])
    ]
    own_sandbox.faults.clear()
    assert keyring_session
    for result in printed:
        assert "Traceback" not in result.stderr
        assert not any(secret in result.stdout + result.stderr for secret in secrets)
        assert "Bearer" not in result.stdout + result.stderr
    found = list(written(new_terminal.profile))
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
