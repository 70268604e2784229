"""Sign-in, refresh, revocation and every error, against three other servers over real sockets.

How they differ; a test below covers each difference:

| | oidc-provider 8 | django-oauth-toolkit 3 | Authlib 1.9 with Flask |
|---|---|---|---|
| Port of a loopback redirect | any, for native clients (RFC 8252) | any for http on 127.0.0.1 | exactly as registered |
| An unknown application | 400, its own page | login first, then 400, its own page | 400, JSON |
| `iss` in the callback (RFC 9207) | always | never | with a code, not with an error |
| An unknown scope | not granted | `invalid_scope` | `invalid_scope` |
| Public client's refresh token | rotates | rotates | rotates (configured) |
| Confidential client's refresh token | stays the same | rotates | rotates (configured) |
| A refresh token is reused | the whole session ends | the whole session ends (configured) | `invalid_grant`, the session continues |
| A wrong secret | 401 `invalid_client` | 401 `invalid_client` | 400 `invalid_client` |
| Revoking | 200, empty text | 200, empty HTML | 200, `{}` |
| Pages | 303 from page to page, cookies | 302, CSRF token in a form | custom |
| Default lifetime of an access token | 1 hour | 10 hours | 10 days |

All three respond to `invalid_grant` with 400 and `Cache-Control: no-store`, and accept the secret in the body.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from interop.servers.browser_walk import walk_and_parse, walk_to_redirect
from interop.servers.conftest import ForeignServer
from kanbert_desktop.domain.errors import Cancelled, KanbertError, Refused, SignInRequired
from kanbert_desktop.identity.async_keyring import InMemoryKeyring
from kanbert_desktop.identity.credentials import SessionCredentials
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.sign_in_flow import AuthorizationFlow
from kanbert_desktop.identity.token_endpoint import revoke_tokens
from kanbert_desktop.identity.token_store import TokenSet, TokenStore
from kanbert_desktop.net.client import make_client
from kanbert_desktop.net.errors import fetch

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def now() -> datetime:
    return datetime.now(UTC)


def attempt(
    foreign: ForeignServer,
    application: OAuthClient | None = None,
    **options: Any,  # noqa: ANN401 — passed on
) -> AuthorizationFlow:
    application = application or foreign.application()
    return AuthorizationFlow(application, open_url=lambda _: None, now=now, ports=foreign.ports, **options)


async def signed_in(trying: AuthorizationFlow, *, allow: bool = True) -> tuple[TokenSet, str]:
    """The tokens and the page; raises what `run` raises."""
    running = asyncio.ensure_future(trying.run())
    page = await asyncio.to_thread(walk_and_parse, trying.authorization_url, allow=allow)
    return await running, page


class Account:
    """Signed in, kept, and usable."""

    def __init__(self, application: OAuthClient, tokens: TokenSet, folder: Path) -> None:
        self.application = application
        self.kept = TokenStore(InMemoryKeyring(), application.server, "mira")
        self.credentials = SessionCredentials(
            application, self.kept, lock_file=folder / "lock", now=now, tokens=tokens
        )

    @property
    def tokens(self) -> TokenSet:
        assert self.credentials.tokens is not None
        return self.credentials.tokens

    async def asks(self) -> int:
        async with make_client(self.application.server, auth=self.credentials) as client:
            return (await fetch(client, "/api/v1/whoami")).status_code

    async def renew(self) -> TokenSet:
        await self.credentials.access_token(failed=self.tokens.access_token)
        return self.tokens

    async def revoke(self) -> bool:
        async with make_client(self.application.server) as client:
            return await revoke_tokens(client, self.application, self.tokens)


@pytest.mark.parametrize("secret", [False, True], ids=["public", "confidential"])
def test_a_complete_sign_in(qt_loop: Run, foreign: ForeignServer, tmp_path: Path, secret: bool) -> None:
    async def steps() -> None:
        application = foreign.confidential if secret else foreign.application()
        first, page = await signed_in(attempt(foreign, application))
        assert "You are signed in" in page
        assert first.refresh_token
        assert first.expires_at is not None
        assert timedelta(minutes=59) < first.expires_at - now() <= timedelta(hours=1)
        account = Account(application, first, tmp_path)
        assert account.credentials.can_write()
        assert await account.asks() == 200
        second = await account.renew()
        assert second.access_token != first.access_token
        same = secret and foreign.name == "oidc-provider"
        assert (second.refresh_token == first.refresh_token) is same
        assert account.credentials.can_write()
        assert await account.kept.load() == second
        assert await account.asks() == 200
        assert await account.revoke()
        with pytest.raises(SignInRequired):
            await account.renew()

    qt_loop(steps())


def test_a_session_revoked_elsewhere_asks_for_a_new_sign_in(
    qt_loop: Run, foreign: ForeignServer, tmp_path: Path
) -> None:
    async def steps() -> None:
        tokens, _ = await signed_in(attempt(foreign))
        account = Account(foreign.application(), tokens, tmp_path)
        assert await account.asks() == 200
        assert await account.revoke()
        with pytest.raises(SignInRequired):
            await account.asks()
        again, _ = await signed_in(attempt(foreign))
        assert await Account(foreign.application(), again, tmp_path).asks() == 200

    qt_loop(steps())


def test_a_rotated_refresh_token_is_rejected(qt_loop: Run, foreign: ForeignServer, tmp_path: Path) -> None:
    async def steps() -> None:
        first, _ = await signed_in(attempt(foreign))
        honest, thief = (Account(foreign.application(), first, tmp_path) for _ in range(2))
        second = await honest.renew()
        assert second.refresh_token not in {None, first.refresh_token}
        with pytest.raises(SignInRequired):
            await thief.renew()
        if foreign.name == "authlib":
            assert (await honest.renew()).refresh_token != second.refresh_token
        else:
            with pytest.raises(SignInRequired):
                await honest.renew()

    qt_loop(steps())


def test_a_denial_is_understood(qt_loop: Run, foreign: ForeignServer) -> None:
    async def steps() -> None:
        trying = attempt(foreign)
        running = asyncio.ensure_future(trying.run())
        page = await asyncio.to_thread(walk_and_parse, trying.authorization_url, allow=False)
        assert "You did not allow access" in page
        with pytest.raises(Cancelled) as caught:
            await running
        assert caught.value.key == "denied"

    qt_loop(steps())


def test_a_wrong_secret_is_reported_as_a_client_error(qt_loop: Run, foreign: ForeignServer) -> None:
    assert outcome(qt_loop, attempt(foreign, foreign.application("confidential", "not-the-secret"))) == (
        Refused,
        "client_rejected",
    )


def test_an_unknown_scope_is_rejected_or_not_granted(
    qt_loop: Run, foreign: ForeignServer, tmp_path: Path
) -> None:
    trying = attempt(foreign, scope="task-management:read no-such-scope")
    if foreign.name == "oidc-provider":
        tokens, _ = qt_loop(signed_in(trying))
        assert tokens.scope == "task-management:read"
        assert not Account(foreign.application(), tokens, tmp_path).credentials.can_write()
    else:
        assert outcome(qt_loop, trying) == (Refused, "sign_in_scope_refused")


def test_the_redirect_url_matches_the_servers_registration(qt_loop: Run, foreign: ForeignServer) -> None:
    """With any port where that is allowed; where it is not, the user sees the server's own error page."""

    async def steps() -> int:
        trying = AuthorizationFlow(foreign.application(), open_url=lambda _: None, now=now)
        page = await asyncio.to_thread(httpx.get, trying.authorization_url, trust_env=False, timeout=60)
        trying.cancel()
        return page.status_code

    assert (qt_loop(steps()) == 400) is bool(foreign.ports.ports)


def test_an_unknown_application_gets_no_redirect_and_the_sign_in_keeps_waiting(
    qt_loop: Run, foreign: ForeignServer
) -> None:
    async def steps() -> None:
        trying = attempt(foreign, foreign.application("nobody"))
        running = asyncio.ensure_future(trying.run())
        with pytest.raises(AssertionError, match="400"):
            await asyncio.to_thread(walk_to_redirect, trying.authorization_url)
        assert trying.is_listening
        trying.cancel()
        with pytest.raises(Cancelled):
            await running

    qt_loop(steps())


def outcome(qt_loop: Run, trying: AuthorizationFlow) -> tuple[type[KanbertError], str]:
    async def steps() -> KanbertError:
        with pytest.raises(KanbertError) as caught:
            await signed_in(trying)
        return caught.value

    error = qt_loop(steps())
    return type(error), error.key


def test_a_code_is_redeemed_once_only(qt_loop: Run, foreign: ForeignServer) -> None:
    async def steps() -> None:
        first = attempt(foreign)
        running = asyncio.ensure_future(first.run())
        address = await asyncio.to_thread(walk_to_redirect, first.authorization_url)
        first.submit_url(address)
        assert (await running).access_token
        code = parse_qs(urlsplit(address).query)["code"][0]
        thief = attempt(foreign)
        state = parse_qs(urlsplit(thief.authorization_url).query)["state"][0]
        stealing = asyncio.ensure_future(thief.run())
        thief.submit_url(f"{thief.redirect_uri}?code={code}&state={state}")
        with pytest.raises(Refused):
            await stealing

    qt_loop(steps())


def test_the_named_issuer_is_the_server_or_none(qt_loop: Run, foreign: ForeignServer) -> None:
    async def steps() -> dict[str, list[str]]:
        trying = attempt(foreign)
        running = asyncio.ensure_future(trying.run())
        address = await asyncio.to_thread(walk_to_redirect, trying.authorization_url)
        trying.submit_url(address)
        await running
        return parse_qs(urlsplit(address).query)

    named = qt_loop(steps()).get("iss")
    assert named == {"oidc-provider": [foreign.url], "django": None, "authlib": [foreign.url]}[foreign.name]
