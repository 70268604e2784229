"""Two profiles, two servers, one keyring: nothing mixes."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.profiles import ProfileFamily, start_window
from kanbert_desktop.app.accounts.registry import AccountRegistry
from kanbert_desktop.app.system.instance_lock import holder_pid
from kanbert_desktop.identity.secret_service import open_bus
from support.sandbox import RunningSandbox, running_sandbox
from support.terminal import Terminal, result_of, sign_in_by_verb
from support.window_processes import OpenWindow, is_served, processes_on

WAITED_FOR = "Waiting for the keyring: a window may be asking you to unlock it."
TwoProfiles = Callable[[Path, RunningSandbox], Terminal]


@pytest.fixture
def other_sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "other") as running:
        yield running


@pytest.fixture
def two_profiles(no_browser: dict[str, str], keyring_session: str) -> TwoProfiles:
    """Signed in by browser. From now on only the profile tells user and server."""

    def take(profile: Path, sandbox: RunningSandbox) -> Terminal:
        signed_in = Terminal(profile, no_browser)
        application = {"KANBERT_SERVER": sandbox.url, "KANBERT_CLIENT_ID": sandbox.credentials["client_id"]}
        result = sign_in_by_verb(signed_in, sandbox, **application)
        assert result.exit_code == 0, result
        # A busy machine may have waited for it for three seconds.
        assert "keyring" not in result.stderr.replace(WAITED_FOR, "")
        assert keyring_session
        return signed_in

    return take


@pytest.fixture
def root(profile: Path) -> Path:
    (profile / "accounts").mkdir(mode=0o700)
    return profile


def titles(sandbox: RunningSandbox) -> set[str]:
    return {task["title"] for task in sandbox.state.tasks()}


def profiles_in_the_keyring() -> set[str]:
    """The ids of this program's keyring items."""
    with closing(open_bus()) as bus:
        services = {
            item.get_attributes().get("service", "")
            for item in secretstorage.get_default_collection(bus).get_all_items()
        }
    return {
        service.split(":")[-2] for service in services if service.startswith("kanbert") and ":" in service
    }


def test_two_profiles_on_two_servers_never_mix(
    own_sandbox: RunningSandbox, other_sandbox: RunningSandbox, root: Path, two_profiles: TwoProfiles
) -> None:
    mine = two_profiles(root, own_sandbox)
    others = two_profiles(ProfileFamily(root).empty_profile(), other_sandbox)
    for verb in ("sync", "add", "sync"):
        words = (verb,) if verb == "sync" else (verb, "WEB")
        result = [
            mine.start(*words, *(["Nur hier geschrieben"] if verb == "add" else [])),
            others.start(*words, *(["Nur dort geschrieben"] if verb == "add" else [])),
        ]
        assert [result_of(one).exit_code for one in result] == [0, 0]
    assert ("Nur hier geschrieben" in titles(own_sandbox), "Nur dort geschrieben" in titles(own_sandbox)) == (
        True,
        False,
    )
    assert (
        "Nur hier geschrieben" in titles(other_sandbox),
        "Nur dort geschrieben" in titles(other_sandbox),
    ) == (False, True)
    assert mine.json("cards", "all", "--search", "Nur dort geschrieben") == []
    ids = {(profile / "profile-id").read_text("ascii") for profile in (mine.profile, others.profile)}
    assert len(ids) == 2
    assert ids <= profiles_in_the_keyring()


def test_the_same_user_twice_refreshes_two_sessions(
    own_sandbox: RunningSandbox, root: Path, two_profiles: TwoProfiles
) -> None:
    """Sharing a rotated refresh token would end both sign-ins (S33)."""
    first, second = (
        two_profiles(root, own_sandbox),
        two_profiles(ProfileFamily(root).empty_profile(), own_sandbox),
    )
    for _ in range(2):
        with own_sandbox.state.transaction() as database:
            database.execute("UPDATE tokens SET expires_at = 0 WHERE kind = 'access'")
        result = [result_of(verb) for verb in (first.start("sync"), second.start("sync"))]
        assert [one.exit_code for one in result] == [0, 0], result


def test_a_sign_out_here_leaves_the_other_one_signed_in(
    own_sandbox: RunningSandbox, root: Path, two_profiles: TwoProfiles
) -> None:
    first, second = (
        two_profiles(root, own_sandbox),
        two_profiles(ProfileFamily(root).empty_profile(), own_sandbox),
    )
    first.json("sign-out")
    assert second.json("sync")["pending"] == 0
    assert first.run("boards").exit_code == 3


def test_two_windows_and_each_serves_its_own(
    own_sandbox: RunningSandbox,
    other_sandbox: RunningSandbox,
    root: Path,
    two_profiles: TwoProfiles,
    open_window: OpenWindow,
) -> None:
    mine = two_profiles(root, own_sandbox)
    others = two_profiles(ProfileFamily(root).empty_profile(), other_sandbox)
    for terminal, title in ((mine, "Im ersten Fenster"), (others, "Im zweiten Fenster")):
        terminal.json("sync")
        window = open_window(terminal)
        terminal.json("add", "WEB", title)
        sandbox = own_sandbox if terminal is mine else other_sandbox
        window.wait_until(lambda sandbox=sandbox, title=title: title in titles(sandbox))
    assert "Im zweiten Fenster" not in titles(own_sandbox)
    assert "Im ersten Fenster" not in titles(other_sandbox)


def test_a_window_that_is_started_for_another_profile_opens_there(
    own_sandbox: RunningSandbox, root: Path, two_profiles: TwoProfiles, screen: str, qtbot: QtBot
) -> None:
    mine = two_profiles(root, own_sandbox)
    variables = mine.environment(DISPLAY=screen, QT_QPA_PLATFORM="xcb")
    start_window(root, variables=variables)
    qtbot.waitUntil(lambda: is_served(root))
    pid = holder_pid(root)
    assert pid is not None
    start_window(root, variables=variables)
    # A second process that came only after the end of the first one would open the profile itself.
    qtbot.waitUntil(lambda: processes_on(root) == {pid})
    found = {check["name"]: check["detail"] for check in mine.json("doctor")["checks"]}
    assert found["profile"].endswith(f"process {pid}")
    os.kill(pid, signal.SIGTERM)
    qtbot.waitUntil(lambda: holder_pid(root) is None)


def test_a_start_for_another_account_of_this_profile_shows_that_one(
    own_sandbox: RunningSandbox,
    other_sandbox: RunningSandbox,
    root: Path,
    two_profiles: TwoProfiles,
    open_window: OpenWindow,
) -> None:
    terminal = two_profiles(root, own_sandbox)
    first = AccountRegistry(root / "accounts").last_signed_in()
    two_profiles(root, other_sandbox)
    second = AccountRegistry(root / "accounts").last_signed_in()
    assert first is not None
    assert second is not None
    window = open_window(terminal)
    assert terminal.json("status")["server"] == other_sandbox.url
    start_window(root, first.id, terminal.environment())
    window.wait_until(lambda: terminal.json("status")["server"] == own_sandbox.url)
    # The boards of an account that was never synced come after the window shows it.
    window.wait_until(lambda: terminal.run("add", "WEB", "Beim ersten Konto", "--json").exit_code == 0)
    window.wait_until(lambda: "Beim ersten Konto" in titles(own_sandbox))
    assert "Beim ersten Konto" not in titles(other_sandbox)
    # A start that has not ended would take the profile after the window.
    window.wait_until(lambda: not processes_on(root))
    assert window.close() == 0
    again = open_window(terminal)
    start_window(root, second.id, terminal.environment())
    again.wait_until(lambda: terminal.json("status")["server"] == other_sandbox.url)
    again.wait_until(lambda: not processes_on(root))
