"""Going out: what is unsent first, then the server, the keyring, and what can be read again."""

import logging
import shutil
from dataclasses import dataclass
from typing import Literal

from kanbert_desktop.app.presence import Presence
from kanbert_desktop.app.session import Session
from kanbert_desktop.domain.errors import KeyringUnavailable, Refused, SignInNeeded
from kanbert_desktop.domain.events import SignedOut

log = logging.getLogger(__name__)
Pending = Literal["refuse", "send", "keep", "discard"]
"""What happens to unsent edits."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What only this computer knows: changes not sent, changes that need a decision, drafts with text."""

    pending: int = 0
    parked: int = 0
    drafts: int = 0

    @property
    def total(self) -> int:
        return self.pending + self.parked + self.drafts


def unsent(session: Session | None) -> Unsent:
    if session is None:
        return Unsent()
    mirror = session.ledger.mirror
    return Unsent(mirror.pending_count(), mirror.attention_count(), len(session.desk.drafts()))


async def sign_out(presence: Presence, pending: Pending) -> None:
    """`Refused("unsent")` unless told what to do with them; nothing has changed then."""
    session = presence.require_session()
    if pending == "send":
        engine = session.engine or await presence.connect()
        await engine.cycle(release_holds=True)
    left = unsent(session).total
    if left and pending not in ("keep", "discard"):
        raise Refused("unsent", count=left)
    by_token = presence.sign_in_kind == "token"
    await _forget_credentials(presence, session)
    presence.registry.signed_out(session.account.id)
    if left and pending == "keep":
        session.forget_base()
    await presence.close_session()
    if not (left and pending == "keep"):
        shutil.rmtree(presence.environment.store(session.account.id).parent, ignore_errors=True)
    presence.bus.publish(SignedOut(token_lives_on=by_token))


async def _forget_credentials(presence: Presence, session: Session) -> None:
    """A keyring that is locked or silent stops the sign-out; one that is absent holds nothing."""
    account = session.account
    await session.disconnect()
    if account.direct and not account.pasted:
        return
    presence.keys.use_keyring_again()
    try:
        if not account.direct:
            await _revoke(presence, session)
        await presence.keys.forget(account)
    except KeyringUnavailable as error:
        if error.key != "keyring_absent":
            raise


async def _revoke(presence: Presence, session: Session) -> None:
    """As far as the server can be reached and listens."""
    from kanbert_desktop.identity.revoke import revoke  # noqa: PLC0415  httpx comes after the first paint
    from kanbert_desktop.net.client import make_client  # noqa: PLC0415

    account = session.account
    tokens = await presence.keys.kept(account).recall()
    if tokens is None or account.sandbox:
        return
    try:
        application = await presence.keys.whole_application(account, account.server)
    except SignInNeeded:
        # Its secret is gone; a server that insists on one will not listen, and forgetting goes on.
        application = presence.keys.application(account, account.server)
    async with make_client(account.server) as client:
        await revoke(client, application, tokens)
