"""Verbs with a locked keyring: they report what they wait for and stop after a time (real Secret Service)."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devtools.child_processes import ChildProcesses
from kanbert_desktop.cli import dispatch
from support.sandbox import RunningSandbox
from support.secret_service import KeyringPrompts, private_secret_service
from support.terminal import TIMEOUT_SECONDS, Terminal, result_of, sign_in_by_verb
from support.window_processes import OpenWindow

StartVerb = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def prompts(screen: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringPrompts]:
    with private_secret_service(screen, monkeypatch) as session:
        yield session


@pytest.fixture
def signed_in_terminal(
    own_sandbox: RunningSandbox, profile: Path, no_browser: dict[str, str], prompts: KeyringPrompts
) -> Terminal:
    """Signed in by browser, everything loaded. The credentials are in a keyring that is locked since."""
    application = {
        "KANBERT_SERVER": own_sandbox.url,
        "KANBERT_CLIENT_ID": own_sandbox.credentials["client_id"],
    }
    terminal = Terminal(profile, {**application, **no_browser})
    assert sign_in_by_verb(terminal, own_sandbox).exit_code == 0
    terminal.json("sync")
    prompts.lock()
    return terminal


@pytest.fixture
def start_with_short_delays(signed_in_terminal: Terminal) -> Iterator[StartVerb]:
    """A verb whose delays of 3 s and 20 s are shortened, and which gives a busy service time to say that it is locked."""
    with ChildProcesses() as children:

        def start(*words: str, give_up: float) -> subprocess.Popen[str]:
            patch = (
                "import kanbert_desktop.cli.dispatch as k, kanbert_desktop.identity.async_keyring as a; "
                f"k.KEYRING_HINT_SECONDS, k.KEYRING_TIMEOUT_SECONDS, a.LOCK_CHECK_SECONDS = 0.0, {give_up}, 60"
            )
            code = f"{patch}; from kanbert_desktop.main import run; exit(run({list(words)!r}))"
            return children.start(
                [sys.executable, "-c", code],
                signed_in_terminal.environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )

        yield start


def first_line(verb: "subprocess.Popen[str]") -> str:
    assert verb.stderr is not None
    return verb.stderr.readline()


def test_three_seconds_then_a_line_and_twenty_then_the_end() -> None:
    assert (dispatch.KEYRING_HINT_SECONDS, dispatch.KEYRING_TIMEOUT_SECONDS) == (3, 20)


def test_a_locked_keyring_is_reported_and_ends_with_7(start_with_short_delays: StartVerb) -> None:
    # No look at the prompt: a slow one comes after the verb has given it up.
    verb = start_with_short_delays("sync", "--json", give_up=1.0)
    assert "keyring" in first_line(verb)
    result = result_of(verb)
    assert result.exit_code == 7
    assert "locked" in result.error["title"]


def test_unlocking_in_time_continues_the_verb(
    start_with_short_delays: StartVerb, prompts: KeyringPrompts
) -> None:
    verb = start_with_short_delays("sync", "--json", give_up=float(TIMEOUT_SECONDS))
    assert "keyring" in first_line(verb)
    prompts.wait_for_prompt()
    prompts.press(prompts.answer, lambda: verb.poll() is not None)
    result = result_of(verb)
    assert (result.exit_code, result.json["pending"]) == (0, 0)


def test_reading_and_editing_need_no_keyring(signed_in_terminal: Terminal) -> None:
    assert signed_in_terminal.json("add", "WEB", "Trotz Schloss")["pending"]
    result = signed_in_terminal.run("status", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.json["signed_in"]


def test_a_verb_handed_to_a_window_that_waits_for_the_keyring_says_so_and_ends_as_well(
    signed_in_terminal: Terminal, open_window: OpenWindow
) -> None:
    """The window itself would wait for a minute."""
    window = open_window(signed_in_terminal)
    result = result_of(signed_in_terminal.start("sync", "--json", has_long_timeouts=True))
    assert result.exit_code == 7
    assert "keyring" in result.stderr
    assert window.process.poll() is None
