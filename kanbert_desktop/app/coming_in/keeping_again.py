"""A sign-in that lives in memory alone goes to the keyring after all, once that takes it."""

from dataclasses import replace

from kanbert_desktop.app.coming_in.arriving import not_kept
from kanbert_desktop.app.presence import Presence
from kanbert_desktop.domain.errors import KeyringUnavailable


async def keep_sign_in(presence: Presence) -> bool:
    """Whether it is kept now. The person asked, so the keyring may prompt; `keyring_problem` says what is left."""
    session = presence.session
    if session is None or session.account.kept:
        return session is not None
    # What is renewed meanwhile would go to the former place.
    await session.disconnect()
    presence.keyring_problem = None
    try:
        await presence.keys.move_to_keyring(session.account)
    except KeyringUnavailable as error:
        presence.keyring_problem = not_kept(error)
    else:
        session.account = presence.registry.remember(replace(session.account, kept=True))
    await presence.connect()
    return session.account.kept
