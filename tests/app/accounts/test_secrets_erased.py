"""A complete run per sign-in method with refresh, rejection, crash and sign-out: secrets are only in the keyring."""

import json
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.reports import CrashReports, install_exception_hooks
from kanbert_desktop.app.log_file import start_log_file
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.identity import browser
from kanbert_desktop.identity.oauth_client import code_challenge
from kanbert_desktop.sandbox.demo_credentials import digest
from plugins.qt_loop import QtLoop
from support.app_user import AppUser
from support.sandbox import sign_in_by_http

WAYS = ("browser", "secret", "token")
RECORDER = """#!/bin/sh
tr '\\0' '\\n' < /proc/$$/cmdline >> "{place}"
tr '\\0' '\\n' < /proc/$$/environ >> "{place}"
"""


class Witness:
    """Remembers every secret of the run and every text that others can read.

    `given` holds the secrets that the program itself had.
    """

    def __init__(self, person: AppUser) -> None:
        keys = person.sandbox.credentials
        self.secrets = {keys["client_secret"], keys["access_token"], keys["password"]}
        self.given: set[str] = set()
        self.texts: list[str] = []
        self.person = person

    def look_at_keyring(self) -> None:
        for text in self.person.keyring.items.values():
            kept = json.loads(text)
            names = ("access_token", "refresh_token", "client_secret")
            self.given |= {kept[name] for name in names if kept.get(name)}

    def hear(self, error: BaseException) -> None:
        """Formats an object in the most careless way."""
        self.texts += [repr(error), str(error), *traceback.format_exception(error)]

    def look_at(self, *things: object) -> None:
        self.texts += [repr(thing) for thing in things]

    def read_all(self, folder: Path) -> None:
        self.texts += [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def children(tmp_path: Path, app_user: AppUser, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The arguments and variables given to the browser's process. Then a browser follows the link."""
    place, folder = tmp_path / "child.txt", tmp_path / "bin"
    folder.mkdir()
    program = folder / "xdg-open"
    program.write_text(RECORDER.format(place=place), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    for name in ("ACCESS_TOKEN", "CLIENT_SECRET"):
        monkeypatch.setenv(f"KANBERT_{name}", app_user.sandbox.credentials[name.lower()])

    def browse(link: str) -> None:
        browser._open(link, "an-activation-token")
        sign_in_by_http(app_user.sandbox, link)

    monkeypatch.setattr(
        sign_in, "open_in_browser", lambda link: threading.Thread(target=browse, args=(link,)).start()
    )
    return place


@pytest.fixture
def log(app_user: AppUser) -> Iterator[Callable[[Application], None]]:
    """Starts the program's log at the most verbose level; restored afterwards."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "asyncio")}

    def begin(application: Application) -> None:
        install_exception_hooks(CrashReports(application.environment.reports))
        start_log_file(application.environment, application.options)
        root.setLevel(logging.DEBUG)
        for name in levels:
            logging.getLogger(name).setLevel(logging.DEBUG)

    yield begin
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    for name, former in levels.items():
        logging.getLogger(name).setLevel(former)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


async def come_in(method: str, application: Application, witness: Witness) -> None:
    person = witness.person
    if method == "token":
        await application.sign_in_with_token(person.sandbox.credentials["access_token"], person.sandbox.url)
    else:
        registration = person.confidential_registration if method == "secret" else person.public_registration
        attempt = application.begin_sign_in(registration)
        witness.given.add(attempt._flow._verifier)
        witness.look_at(registration, attempt)
        await attempt.run()
    assert application.current_account.sign_in_method == method
    witness.look_at_keyring()


async def crash(application: Application, witness: Witness) -> None:
    """A bug with secrets in its frames: in a task, and in a slot."""

    async def fail() -> None:
        raise ZeroDivisionError(" ".join(sorted(witness.given)))

    application.tasks.start("bug", fail())
    try:
        await fail()
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)


async def complete_run(method: str, witness: Witness, log: Callable[[Application], None]) -> None:
    person = witness.person
    async with person.run_application() as application:
        log(application)
        await come_in(method, application, witness)
        await application.sync()
        person.expire_access_tokens() if method != "token" else None
        await application.sync()
        witness.look_at_keyring()
        witness.look_at(
            application, application.session, application.current_account.credentials, application.options
        )
        witness.look_at(application.session._credentials if application.session else None)
    async with person.run_application() as application:
        await application.sync()
        person.revoke_all_tokens()
        for queued in (
            application.sync,
            lambda: application.sign_in_with_token("wrong-token", person.sandbox.url),
        ):
            with pytest.raises(KanbertError) as caught:
                await queued()
            witness.hear(caught.value)
        with person.sandbox.state.transaction() as database:
            database.execute("UPDATE tokens SET revoked = 0 WHERE kind = 'direct' OR kind = 'access'")
        await come_in(method, application, witness)
        await crash(application, witness)
        witness.read_all(application.environment.profile)
        await application.sign_out()
        witness.read_all(application.environment.profile)


def opaque_words(text: str) -> set[str]:
    """Every run of characters that could be a token, a code or a verifier."""
    return set(re.findall(r"[A-Za-z0-9._~-]{20,}", text))


@pytest.fixture
def witness(app_user: AppUser, capfd: pytest.CaptureFixture[str]) -> Iterator[Witness]:
    """Includes the output on the terminal."""
    seen = Witness(app_user)
    yield seen
    assert not [secret for secret in seen.secrets | seen.given if secret in "".join(capfd.readouterr())]


@pytest.mark.parametrize("method", WAYS)
def test_no_secret_is_left_after_a_run(
    qt_loop: QtLoop, method: str, witness: Witness, children: Path, log: Callable[[Application], None]
) -> None:
    person = witness.person
    qt_loop(complete_run(method, witness, log))
    child = children.read_text("utf-8") if children.exists() else ""
    assert ("/oauth/authorize?" in child) is (method != "token")
    witness.texts.append(child)
    everything = "\n".join(witness.texts)
    assert "ZeroDivisionError" in everything, "the crash was written down"
    assert "httpcore" in everything, "the loudest log was written"
    assert len(witness.given) >= (1 if method == "token" else 6)
    assert [secret for secret in witness.secrets | witness.given if secret in everything] == []
    assert "KANBERT_" not in child
    assert "Bearer " not in everything.replace("Bearer [", "")
    # The server keeps digests of everything it issued: no word may match one. Apart from the client ID a link holds
    # state and challenge: both are worthless without the verifier and our port.
    rows = person.sandbox.state.rows
    given_out = {row["token_hash"] for row in rows("SELECT token_hash FROM tokens")}
    given_out |= {row["code_hash"] for row in rows("SELECT code_hash FROM codes")}
    challenges = {row["challenge"] for row in rows("SELECT challenge FROM codes")}
    found = opaque_words(everything)
    assert not {word for word in found if digest(word) in given_out}
    assert not {word for word in found if code_challenge(word) in challenges}
    assert person.keyring.items == {}
