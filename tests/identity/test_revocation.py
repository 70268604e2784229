"""Revocation at sign-out is best effort: tried once, never waited for long."""

import asyncio
from urllib.parse import parse_qsl

import httpx
import pytest

from kanbert_desktop.identity import token_endpoint as revocation
from kanbert_desktop.identity.oauth_client import OAuthClient
from kanbert_desktop.identity.token_store import TokenSet
from support.scripted_server import ScriptedServer

APPLICATION = OAuthClient("https://kanbert.test", "client-1")


def revoke(server: ScriptedServer, tokens: TokenSet) -> bool:
    async def scenario() -> bool:
        async with server.client() as client:
            return await revocation.revoke_tokens(client, APPLICATION, tokens)

    return asyncio.run(scenario())


def test_the_refresh_token_is_revoked_if_there_is_one() -> None:
    server = ScriptedServer(httpx.Response(200))
    assert revoke(server, TokenSet("access-1", "refresh-1"))
    assert dict(parse_qsl(server.requests[0].content.decode())) == {
        "token": "refresh-1",
        "token_type_hint": "refresh_token",
        "client_id": "client-1",
    }
    assert revoke(server, TokenSet("access-1"))
    assert b"token=access-1" in server.requests[1].content


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404),
        httpx.Response(503),
        httpx.Response(400, json={"error": "invalid_client"}),
        httpx.ConnectError("no"),
    ],
)
def test_a_server_that_does_not_listen_is_no_error(answer: httpx.Response | Exception) -> None:
    assert not revoke(ScriptedServer(answer), TokenSet("access-1", "refresh-1"))


def test_a_server_that_never_answers_is_waited_for_briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revocation, "REVOKE_TIMEOUT_SECONDS", 0.05)

    async def scenario() -> bool:
        async def never(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            open_ones.append(writer)

        open_ones: list[asyncio.StreamWriter] = []
        async with await asyncio.start_server(never, "127.0.0.1", 0) as server:
            application = OAuthClient(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "client-1")
            async with revocation_client(application) as client:
                outcome = await revocation.revoke_tokens(client, application, TokenSet("access-1"))
            for writer in open_ones:
                writer.close()
                await writer.wait_closed()
        return outcome

    assert asyncio.run(scenario()) is False


def revocation_client(application: OAuthClient) -> httpx.AsyncClient:
    from kanbert_desktop.net.client import make_client

    return make_client(application.server)
