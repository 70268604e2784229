"""An origin has one notation, and plain http is for this computer only."""

import pytest

from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.net.origin import is_loopback, parse_origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://api.kanbert.com", "https://api.kanbert.com"),
        (" https://API.Kanbert.com:443/ ", "https://api.kanbert.com"),
        ("api.kanbert.com", "https://api.kanbert.com"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("http://localhost:80/", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_written_in_one_way(text: str, origin: str) -> None:
    assert parse_origin(text) == origin


@pytest.mark.parametrize(
    "text", ["http://api.kanbert.com", "http://192.168.1.4:8000", "http://localhost.evil.example"]
)
def test_plain_http_is_for_this_computer_alone(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_origin(text)
    assert caught.value.key == "server_not_https"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://",
        "ftp://kanbert.com",
        "https://kanbert.com/api",
        "https://k.com?x=1",
        "https://a b",
        "https://k:99999",
    ],
)
def test_an_invalid_origin_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_origin(text)
    assert caught.value.key == "server_address"


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_origin("https://mira:geheim-123@kanbert.com")
    assert "geheim" not in str(caught.value)


def test_loopback_hosts() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "LOCALHOST"]))
    assert not any(map(is_loopback, ["10.0.0.1", "kanbert.com", "localhost.kanbert.com", "0.0.0.0", ""]))  # noqa: S104
