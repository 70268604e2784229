"""Tells the server that a session is over (RFC 7009), as far as it listens."""

import asyncio
import logging

from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.identity.application import Application
from kanbert_desktop.identity.messages import revoke_form
from kanbert_desktop.identity.token_set import TokenSet
from kanbert_desktop.net.client import Client
from kanbert_desktop.net.form_post import send_form

log = logging.getLogger(__name__)
PATIENCE_SECONDS = 5.0


async def revoke(client: Client, application: Application, tokens: TokenSet) -> bool:
    """Best effort, a few seconds at most; True where the server took it. Kanbert documents no such address."""
    named = (
        (tokens.refresh_token, "refresh_token")
        if tokens.refresh_token
        else (tokens.access_token, "access_token")
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await send_form(client, application.revoke_url, revoke_form(application, *named))
    except (KanbertError, TimeoutError) as error:
        log.info("The session was not revoked: %s", type(error).__name__)
        return False
    return True
