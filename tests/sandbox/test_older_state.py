"""A folder of the first version, opened by this one: everything is still there, and new features work."""

import json
import sqlite3
from pathlib import Path

from kanbert_desktop.sandbox import state
from kanbert_desktop.sandbox.demo_credentials import demo_secrets_of, digest
from kanbert_desktop.sandbox.oauth.login import hashed_password
from kanbert_desktop.sandbox.state import SandboxState
from support.developer_settings_client import DeveloperSettingsClient
from support.in_process_sandbox import InProcessSandbox, sandbox_clock


def first_version(folder: Path) -> None:
    """Enough to sign in: a user, an application, a direct token."""
    folder.mkdir()
    keys = demo_secrets_of(folder).credentials()
    db = sqlite3.connect(folder / "sandbox.db")
    db.executescript(state._FIRST)
    db.execute("INSERT INTO notes VALUES ('space_id', 's1'), ('space_name', 'Old studio')")
    row = ("u1", "Mira", "Kessler", keys["email"], "user", hashed_password(keys["password"]))
    db.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", row)
    redirect_uris = json.dumps(["http://127.0.0.1/callback"])
    db.execute(
        "INSERT INTO applications VALUES (?, 'Desk', 'desk', NULL, ?)", (keys["client_id"], redirect_uris)
    )
    db.execute(
        "INSERT INTO tokens (token_hash, kind, family, client_id, user_id, scopes) "
        "VALUES (?, 'access', 'access-token', 'access-token', 'u1', 'task-management:read')",
        (digest(keys["access_token"]),),
    )
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()


def test_users_applications_and_tokens_survive_the_upgrade(tmp_path: Path) -> None:
    first_version(tmp_path / "old")
    state = SandboxState(tmp_path / "old", sandbox_clock())
    sandbox = InProcessSandbox(state, sandbox_clock())
    person = DeveloperSettingsClient(sandbox)
    page = person.sign_in()
    assert all(words in page.text for words in ("Old studio", "Desk", "access-token"))
    assert sandbox.api_request("GET", "/whoami").json()["first_name"] == "Mira"
    assert sandbox.flow().signed_in_page()["access_token"]
    person.send("/settings/tokens/access-token/revoke")
    assert sandbox.api_request("GET", "/whoami").status_code == 401
    state.close()


def test_opening_it_twice_changes_nothing(tmp_path: Path) -> None:
    first_version(tmp_path / "old")
    for _ in range(2):
        opened = SandboxState(tmp_path / "old", sandbox_clock())
        (version,) = opened.rows("PRAGMA user_version")
        opened.close()
    assert version == {"user_version": len(state._STEPS)}
