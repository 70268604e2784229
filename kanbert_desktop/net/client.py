"""Builds the httpx client: certificates, proxies, timeouts, bounded responses, no redirects."""

import ssl
from functools import cache, partial
from typing import Any

import truststore
from httpx import AsyncBaseTransport, AsyncClient, Auth, BaseTransport, Limits, Request, Response, Timeout

from kanbert_desktop import __version__
from kanbert_desktop.domain.errors import NotReady
from kanbert_desktop.net.blocking_reads import BlockingClient
from kanbert_desktop.net.origin import host_of, is_loopback, parse_origin
from kanbert_desktop.net.response_limits import ACCEPTED_CODINGS, BoundedClient

__all__ = ["Auth", "HttpClient", "Request", "Response", "Transport", "make_client"]

HttpClient = AsyncClient
Transport = AsyncBaseTransport
BlockingTransport = BaseTransport

HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": ACCEPTED_CODINGS,
    "User-Agent": f"KanbertDesktop/{__version__}",
}
TIMEOUT = Timeout(30, connect=10)
LIMITS = Limits(max_connections=10, max_keepalive_connections=5, keepalive_expiry=5)


def make_client(
    origin: str,
    *,
    auth: Auth | None = None,
    transport: Transport | None = None,
    blocking_transport: BlockingTransport | None = None,
    read_timeout: float | None = None,
) -> HttpClient:
    """Returns a client for one server. `read_timeout` replaces the 30 s that a response may take.

    With a `transport` of its own, it reads on other threads only if there is a `blocking_transport` too.
    """
    base = parse_origin(origin)
    options: dict[str, Any] = {
        "base_url": base,
        "headers": HEADERS,
        "timeout": TIMEOUT if read_timeout is None else Timeout(30, connect=10, read=read_timeout),
        "limits": LIMITS,
        "verify": _system_trust() if base.startswith("https:") else _no_trust(),
        "follow_redirects": False,
        # A proxy named in the environment would otherwise see the bearer token meant for this computer.
        "trust_env": not is_loopback(host_of(base)),
    }
    reads_on_threads = transport is None or blocking_transport is not None
    make_twin = partial(BlockingClient, transport=blocking_transport, **options) if reads_on_threads else None
    try:
        return BoundedClient(auth=auth, transport=transport, make_twin=make_twin, **options)
    except (ImportError, ValueError) as error:
        raise NotReady("proxy_unusable") from error


@cache
def _system_trust() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@cache
def _no_trust() -> ssl.SSLContext:
    """Trusts no certificate: a plain http client needs none, and loading the authorities costs 20 ms."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
