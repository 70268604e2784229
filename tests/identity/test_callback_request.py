"""The few rules of HTTP that the loopback listener implements, byte by byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.identity.callback_request import (
    MAX_REQUEST_BYTES,
    BadRequest,
    Request,
    RequestReader,
    read_query,
)

GOOD = b"GET /callback?code=a%26b&state=s HTTP/1.1\r\nHost: 127.0.0.1:5\r\nAccept-Language: de\r\n\r\n"


def test_a_request_arrives_byte_by_byte() -> None:
    reader = RequestReader()
    answers = [reader.feed(GOOD[i : i + 1]) for i in range(len(GOOD))]
    assert answers[:-1] == [None] * (len(GOOD) - 1)
    expected = Request(
        "GET", "/callback", "code=a%26b&state=s", {"host": ("127.0.0.1:5",), "accept-language": ("de",)}
    )
    assert answers[-1] == expected
    assert RequestReader().feed(GOOD) == expected


def test_a_header_given_twice_has_no_value() -> None:
    request = RequestReader().feed(b"GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n")
    assert request is not None
    assert request.header("host") == ""
    assert request.header("missing") == ""


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x16\x03\x01\x02\x00", 400),
        (b"GET / HTTP/1.1\r\nX: \x00\r\n\r\n", 400),
        (b"GET /\x00 HTTP/1.1", 400),
        (b"hello\r\n\r\n", 400),
        (b"GET callback HTTP/1.1\r\n", 400),
        (b"GET http://127.0.0.1/callback HTTP/1.1\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nName : value\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n folded: value\r\n\r\n", 400),
        ("GET /ü HTTP/1.1\r\n\r\n".encode(), 400),
        (b"GET /" + b"a" * MAX_REQUEST_BYTES, 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 2000, 431),
    ],
)
def test_an_invalid_request_is_refused(data: bytes, status: int) -> None:
    with pytest.raises(BadRequest) as caught:
        RequestReader().feed(data)
    assert caught.value.status == status


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_no_bytes_bring_it_down(chunks: list[bytes]) -> None:
    reader = RequestReader()
    outcome: Request | int | None = None
    for chunk in chunks:
        try:
            outcome = reader.feed(chunk)
        except BadRequest as bad:
            outcome = bad.status
        if outcome is not None:
            break
    assert outcome is None or isinstance(outcome, Request) or outcome in {400, 431}


def test_a_query_is_split_before_it_is_decoded() -> None:
    assert read_query("code=a%26state%3Dx&state=s+1&state=%C3%BC&&empty") == {
        "code": ("a&state=x",),
        "state": ("s 1", "ü"),
        "empty": ("",),
    }


@pytest.mark.parametrize("query", ["code=%ff", "%ff=1"])
def test_a_query_in_another_encoding_is_refused(query: str) -> None:
    with pytest.raises(BadRequest):
        read_query(query)
