"""A small static file over a real socket: within its limits, from its origin, or a plain error."""

import asyncio
import gzip
from collections.abc import Iterator

import pytest

from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.net.public_get import get_static_file
from support.static_site import StaticSite, running_site

MOST = 100


@pytest.fixture
def site() -> Iterator[StaticSite]:
    with running_site() as running:
        yield running


def read(address: str, seconds: float = 60) -> bytes:
    return asyncio.run(get_static_file(address, max_bytes=MOST, seconds=seconds))


def refused(address: str, seconds: float = 60) -> str:
    with pytest.raises(KanbertError) as caught:
        read(address, seconds)
    return caught.value.key


def test_the_file_arrives_unchanged(site: StaticSite) -> None:
    site.serve(bytes(range(MOST)))
    assert read(f"{site.address}?channel=stable") == bytes(range(MOST))
    (head,) = site.requests
    assert head.startswith("GET /releases/update.json?channel=stable HTTP/1.1")
    assert "accept-encoding: identity" in head.lower()
    assert "authorization" not in head.lower()
    assert "cookie" not in head.lower()


def test_one_byte_too_many_is_not_taken(site: StaticSite) -> None:
    site.serve(b"x" * (MOST + 1))
    assert refused(site.address) == "too_large"


def test_an_answer_without_an_end_is_left_after_what_was_agreed(site: StaticSite) -> None:
    site.content = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5_000_000
    assert refused(site.address) == "too_large"


def test_a_packed_answer_is_not_unpacked(site: StaticSite) -> None:
    site.serve(gzip.compress(b"x" * 50), "200 OK", "Content-Encoding: gzip")
    assert refused(site.address) == "unreadable_answer"


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("301 Moved", "captive_portal"),
        ("302 Found", "captive_portal"),
        ("206 Partial", "captive_portal"),
        ("404 Not Found", "not_found"),
        ("429 Slower", "throttled"),
        ("500 Trouble", "server_error"),
    ],
)
def test_only_the_file_itself_counts(site: StaticSite, status: str, key: str) -> None:
    with running_site() as elsewhere:
        elsewhere.serve(b"from elsewhere")
        site.serve(b"x" * 1000, status, f"Location: {elsewhere.address}")
        assert refused(site.address) == key
        assert elsewhere.requests == []


def test_a_server_that_does_not_respond_is_given_up(site: StaticSite) -> None:
    site.content = None
    assert refused(site.address, seconds=0.2) == "timeout"


def test_a_response_that_breaks_off_is_an_error(site: StaticSite) -> None:
    site.content = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"
    assert refused(site.address) == "offline"


def test_an_unreachable_server_is_reported_at_once() -> None:
    assert refused("http://127.0.0.1:9/update.json") == "offline"


def test_plain_http_to_another_host_is_refused() -> None:
    assert refused("http://kanbert.test/update.json") == "server_not_https"
