"""What is asked of others: the keyring without a prompt, and the server with one knock."""

import asyncio
from datetime import UTC, datetime

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.doctor.check import Check
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.words.wording import words_for
from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.keyring_backends import system_store
from kanbert_desktop.net.public_get import Knock, knock

WHOAMI = "/api/v1/whoami"
KNOCK_SECONDS = 6.0
TOLERATED_SECONDS = 60
"""Of two clocks; certificates and expiry times suffer beyond that."""


def keyring() -> list[Check]:
    """Silent is for the deadline to say."""
    try:
        store = system_store()
        locked = store.locked()
    except KeyringUnavailable as error:
        return [Check("keyring", ok=False, detail=" ".join(words_for(error.key)))]
    state = {True: tr("locked"), False: tr("open"), None: tr("there")}[locked]
    return [Check("keyring", not locked, f"{store.name}, {state}")]


def server(account: KnownAccount | None, address: str) -> list[Check]:
    """Reachable, trusted, and with the same time. The sample server is started when it is needed."""
    if account is not None and account.sandbox:
        sample = tr("Sample data: nothing leaves this computer.")
        return [Check("server", ok=True, detail=sample), Check("clock", ok=True, detail=sample)]
    told = asyncio.run(knock(address, WHOAMI, KNOCK_SECONDS))
    return [_reached(address, told), _clock(told, datetime.now(UTC))]


def _reached(address: str, told: Knock) -> Check:
    if told.problem is None:
        return Check("server", ok=True, detail=tr("{server} answers", server=address))
    title, message = words_for(told.problem, status=told.status)
    return Check("server", ok=False, detail=f"{address}: {title} {message}")


def _clock(told: Knock, now: datetime) -> Check:
    if told.date is None:
        return Check("clock", ok=True, detail=tr("Not compared: the server told no time."))
    offset = round((now - told.date).total_seconds())
    words = tr("%n second(s) ahead of the server", offset) if offset > 0 else ""
    words = words or (tr("%n second(s) behind the server", -offset) if offset < 0 else tr("as the server's"))
    return Check("clock", abs(offset) <= TOLERATED_SECONDS, words)
