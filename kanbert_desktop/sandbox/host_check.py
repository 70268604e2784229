"""Checks the `Host` header: a web page can point a host name of its own at this server (DNS rebinding)."""

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_NAMES = ("127.0.0.1", "localhost")
_HTTP_PORT = 80


def allowed_hosts(port: int) -> frozenset[str]:
    """Allowed values of the `Host` header in lower case; a default port is left out."""
    shown = {f"{name}:{port}" for name in LOOPBACK_NAMES}
    return frozenset(shown | set(LOOPBACK_NAMES)) if port == _HTTP_PORT else frozenset(shown)


class HostCheck:
    """Responds with 421 unless the request names exactly one allowed host (RFC 9110, 7.4 and 15.5.20)."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = {host.encode() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            named = [value.strip().lower() for name, value in scope["headers"] if name == b"host"]
            if len(named) != 1 or named[0] not in self._hosts:
                await JSONResponse({"message": "Not this host."}, 421)(scope, receive, send)
                return
        await self._app(scope, receive, send)
