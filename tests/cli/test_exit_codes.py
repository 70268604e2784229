"""Exit codes 0 to 7, each with a message and without a traceback."""

import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.sandbox.faults import captive_portal
from kanbert_desktop.store.migrations import NEWEST_VERSION
from support.sandbox import RunningSandbox
from support.terminal import HeldVerb, Terminal, VerbResult, result_of

NOBODY_THERE = "http://127.0.0.1:9"


def sentence(result: VerbResult) -> str:
    """One line for the user, never a traceback."""
    assert "Traceback" not in result.stderr + result.stdout
    (line,) = result.stderr.strip().splitlines()
    return line


def unsent(terminal: Terminal) -> int:
    """The number of unsent changes on disk, read without another process."""
    (store,) = terminal.profile.glob("accounts/*/store.db")
    with closing(sqlite3.connect(store)) as db:
        found: int = db.execute("SELECT count(*) FROM outbox").fetchone()[0]
    return found


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["add", "WEB"],
        ["cards"],
        ["status", "--fly"],
        ["sign-out", "--keep-pending", "--discard-pending"],
        ["sign-in", "--timeout", "soon"],
        ["boards", "--prof", "elsewhere"],
        ["edit", "1"],
        ["edit", "1", "--replace"],
        ["sandbox", "--port", "70000"],
        ["sandbox", "--tasks", "-5"],
    ],
)
def test_2_wrong_usage(words: list[str], profile: Path) -> None:
    result = Terminal(profile).run(*words, "--json")
    assert result.exit_code == 2
    assert result.error["title"] == "Wrong usage"
    assert sentence(result).startswith("Wrong usage.")


@pytest.mark.parametrize(
    "words",
    [
        ["boards"],
        ["cards", "all"],
        ["add", "WEB", "x"],
        ["edit", "1", "--title", "x"],
        ["comment", "1", "x"],
        ["delete", "1"],
        ["undo"],
        ["inbox"],
        ["attention"],
        ["sync"],
        ["sign-out"],
    ],
    ids=lambda words: words[0],
)
def test_3_signed_out(words: list[str], profile: Path) -> None:
    result = Terminal(profile).run(*words, "--json")
    assert result.exit_code == 3
    assert result.error["message"]
    assert "sign" in sentence(result).lower()


def test_status_works_signed_out(profile: Path) -> None:
    status = Terminal(profile).json("status")
    assert status["signed_in"] is False
    assert status["user"] is None
    assert status["server"] == "https://api.kanbert.com"
    assert status["sync_state"] == "never"


def test_3_an_unknown_token_is_asked_about_first(terminal: Terminal) -> None:
    assert terminal.run("boards", KANBERT_ACCESS_TOKEN="another-token-nobody-knows").exit_code == 3


def test_3_the_server_refuses_the_token(own_terminal: Terminal) -> None:
    result = own_terminal.run("sync", "--json", KANBERT_ACCESS_TOKEN="a-token-of-somebody-else")
    assert (result.exit_code, result.error["code"]) == (3, 3)


def test_4_nobody_answers(profile: Path) -> None:
    result = Terminal(profile, {"KANBERT_ACCESS_TOKEN": "t" * 20, "KANBERT_SERVER": NOBODY_THERE}).run(
        "sync", "--json"
    )
    assert result.exit_code == 4
    assert result.error["title"]
    assert sentence(result)


def test_4_a_web_page_instead_of_an_answer(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_sandbox.faults.inject("GET", "/api/v1/*", captive_portal(), times=None)
    result = own_terminal.run("sync")
    assert result.exit_code == 4
    assert sentence(result)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["cards", "NOPE"], "NOPE"),
        (["add", "NOPE", "x"], "NOPE"),
        (["edit", "nope-1", "--title", "x"], "nope-1"),
        (["comment", "nope-1", "x"], "nope-1"),
        (["delete", "nope-1"], "nope-1"),
        (["add", "WEB", "  "], "title"),
        (["add", "WEB", "x" * 256], "256"),
        (["add", "WEB", "x", "--due", "2026-02-30"], "2026-02-30"),
        (["add", "WEB", "x", "--due", "tomorrow"], "tomorrow"),
        (["add", "WEB", "x", "--column", "Doing"], "Doing"),
        (["add", "WEB", "x", "--assignee", "nobody@x.test"], "nobody@x.test"),
        (["add", "WEB", "x", "--parent", "nope-1"], "nope-1"),
        (["cards", "kd-1"], "kd-1"),
        (["resolve", "nope", "mine"], "decision"),
        (["undo"], "undo"),
        (["boards", "--server", "http://example.com"], "example.com"),
        (["boards", "--server", "nonsense://x"], "address"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else None,
)
def test_5_refused_with_what_is_wrong(terminal: Terminal, words: list[str], named: str) -> None:
    result = terminal.run(*words, "--json")
    assert result.exit_code == 5
    assert named in f"{result.error['title']} {result.error['message']}"
    assert sentence(result)
    assert unsent(terminal) == 0


def test_5_a_description_that_holds_more_is_not_flattened(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    # Cards of closed boards are not on this computer.
    task, *_others = own_sandbox.state.rows(
        "SELECT tasks.id FROM tasks JOIN projects ON projects.id = project_id WHERE projects.status = 'running'"
    )
    with own_sandbox.client() as client:
        client.patch(f"/tasks/{task['id']}", json={"description": "<table><tr><td>1</td></tr></table>"})
    own_terminal.json("sync")
    result = own_terminal.run("edit", task["id"], "--description", "plain", "--json")
    assert result.exit_code == 5
    assert own_terminal.json("status")["pending"] == 0
    replaced = own_terminal.json("edit", task["id"], "--description", "plain", "--replace")
    assert replaced["description_html"] == "<p>plain</p>"


def test_6_nobody_signs_in(own_sandbox: RunningSandbox, profile: Path) -> None:
    terminal = Terminal(profile, {"KANBERT_SERVER": own_sandbox.url, "BROWSER": "true"})
    result = terminal.run(
        "sign-in", "--client-id", own_sandbox.credentials["client_id"], "--timeout", "0.3", "--json"
    )
    assert result.exit_code == 6
    assert result.error["message"]
    assert f"{own_sandbox.url}/oauth/authorize?" in result.stderr


def test_5_a_sign_in_needs_a_client_id(profile: Path) -> None:
    assert Terminal(profile).run("sign-in", "--json").exit_code == 5


def test_7_the_profile_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = Terminal(tmp_path / "file" / "profile").run("boards", "--json")
    assert result.exit_code == 7
    assert sentence(result)


def test_7_a_sandbox_without_a_writable_state_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = Terminal(tmp_path / "profile").run("sandbox", "--json", "--state", str(tmp_path / "file"))
    assert result.exit_code == 7
    assert "file" in sentence(result)


def test_5_a_port_in_use(own_sandbox: RunningSandbox, profile: Path) -> None:
    port = own_sandbox.url.rpartition(":")[2]
    result = Terminal(profile).run("sandbox", "--json", "--port", port)
    assert result.exit_code == 5
    assert port in sentence(result)


def test_7_a_window_without_a_screen(profile: Path) -> None:
    result = Terminal(profile).run("--json", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert result.exit_code == 7
    assert "display" in sentence(result)


def test_6_an_interrupted_sync_has_its_own_message(held_verb: HeldVerb) -> None:
    held_verb.process.send_signal(signal.SIGTERM)
    result = result_of(held_verb.process)
    assert result.exit_code == 6
    assert result.error["title"] == "The sync was interrupted."
    assert "sign-in" not in result.stderr
    assert sentence(result).startswith("The sync was interrupted.")


def test_7_a_store_from_a_newer_version_is_left_alone(terminal: Terminal) -> None:
    (store,) = terminal.profile.glob("accounts/*/store.db")
    with closing(sqlite3.connect(store)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    result = terminal.run("boards", "--json")
    assert result.exit_code == 7
    assert "newer" in result.error["title"]


def test_7_a_truncated_store_is_recovered_and_reported(terminal: Terminal) -> None:
    added = terminal.json("add", "WEB", "Nicht verlieren")
    (store,) = terminal.profile.glob("accounts/*/store.db")
    store.write_bytes(store.read_bytes()[: store.stat().st_size * 2 // 3])
    result = terminal.run("boards", "--json")
    assert result.exit_code == 7
    assert "damaged" in f"{result.error['title']} {result.error['message']}".lower()
    assert terminal.json("status")["pending"] == 1
    assert terminal.json("edit", added["id"], "--column", "WIP")["title"] == "Nicht verlieren"


def test_7_a_full_disk_is_reported_and_no_half_change_stays(terminal: Terminal) -> None:
    limit = 'ulimit -f 16; exec "$@"'
    result = terminal.run(
        "add", "WEB", "x", "--description", "y" * 100_000, prefix=["bash", "-c", limit, "_"]
    )
    assert result.exit_code == 7
    assert "disk" in result.stderr
    assert "memory" not in result.stderr
    assert "Traceback" not in result.stderr
    assert terminal.json("status")["pending"] == 0


def test_a_port_that_hangs_is_not_needed_to_read_or_edit(terminal: Terminal) -> None:
    """Verbs that read or edit never use the network, even if a server listens."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = f"http://127.0.0.1:{silent.getsockname()[1]}"
        silent.setblocking(False)
        for words in (["boards"], ["cards", "all"], ["add", "WEB", "x"], ["status"]):
            assert terminal.run(*words, HTTP_PROXY=server, KANBERT_SERVER=None).exit_code == 0
        with pytest.raises(BlockingIOError):
            silent.accept()
