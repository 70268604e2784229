"""Sign-in through real Chromium opened by `xdg-open`, with a real keyring, over real sockets."""

import re

from devtools.browser import SystemBrowser, sign_in_and_allow
from kanbert_desktop.identity.oauth_client import code_challenge
from kanbert_desktop.sandbox.demo_credentials import digest
from support.sandbox import RunningSandbox
from support.terminal import Terminal, result_of


def sign_in(terminal: Terminal, browser: SystemBrowser, sandbox: RunningSandbox, **variables: str) -> str:
    """Returns what the browser showed at the end."""
    asked = terminal.start("sign-in", "--timeout", "200", "--json", **variables)
    keys = sandbox.credentials
    page = sign_in_and_allow(browser, keys["email"], keys["password"])
    result = result_of(asked)
    assert result.exit_code == 0, result
    assert result.json["user"]["email"] == keys["email"]
    assert result.json["server"] == sandbox.url
    return page


def test_one_click_on_allow_and_the_boards_are_there(
    terminal: Terminal, browser: SystemBrowser, sandbox: RunningSandbox
) -> None:
    page = sign_in(terminal, browser, sandbox)
    assert "You are signed in" in page
    assert terminal.json("sync")["pulled"] > 100
    assert {board["shortcode"] for board in terminal.json("boards")} >= {"WEB", "KUP"}


def test_the_sign_in_outlives_the_process_and_the_access_token(
    terminal: Terminal, browser: SystemBrowser, sandbox: RunningSandbox
) -> None:
    sign_in(terminal, browser, sandbox)
    with sandbox.state.transaction() as database:
        database.execute("UPDATE tokens SET expires_at = 0 WHERE kind = 'access'")
    assert terminal.json("sync")["pulled"] > 100
    assert terminal.json("status")["signed_in"] is True


def test_an_application_with_a_secret_signs_in_the_same_way(
    terminal: Terminal, browser: SystemBrowser, sandbox: RunningSandbox
) -> None:
    keys = sandbox.credentials
    secret = {
        "KANBERT_CLIENT_ID": keys["confidential_client_id"],
        "KANBERT_CLIENT_SECRET": keys["client_secret"],
    }
    page = sign_in(terminal, browser, sandbox, **secret)
    assert "You are signed in" in page
    assert terminal.json("sync", **secret)["pulled"] > 100


def test_deny_is_shown_in_the_browser_and_in_the_window(
    terminal: Terminal, browser: SystemBrowser, sandbox: RunningSandbox
) -> None:
    asked = terminal.start("sign-in", "--timeout", "200", "--json")
    page = sign_in_and_allow(
        browser, sandbox.credentials["email"], sandbox.credentials["password"], allow=False
    )
    result = result_of(asked)
    assert result.exit_code == 6
    assert "signed in" not in page
    assert result.error["message"]
    assert terminal.run("boards").exit_code == 3


def test_no_secret_is_written_or_printed_anywhere(
    terminal: Terminal, browser: SystemBrowser, sandbox: RunningSandbox
) -> None:
    sign_in(terminal, browser, sandbox)
    result = terminal.run("sync")
    assert result.exit_code == 0
    found = opaque_words(result.stdout + result.stderr)
    for file in terminal.profile.rglob("*"):
        if file.is_file():
            found |= opaque_words(file.read_bytes().decode("latin-1"))
    assert found, "the profile holds ids at least"
    # The server keeps digests of everything it issued: no word of ours may match one.
    environment = sandbox.state
    given_out = {row["token_hash"] for row in environment.rows("SELECT token_hash FROM tokens")}
    given_out |= {row["code_hash"] for row in environment.rows("SELECT code_hash FROM codes")}
    challenges = {row["challenge"] for row in environment.rows("SELECT challenge FROM codes")}
    assert given_out
    assert challenges
    assert not {word for word in found if digest(word) in given_out}
    assert not {word for word in found if code_challenge(word) in challenges}
    assert sandbox.credentials["password"] not in found


def opaque_words(text: str) -> set[str]:
    """Every run of characters that could be a token, a code or a verifier."""
    return set(re.findall(r"[A-Za-z0-9._~-]{20,}", text))
