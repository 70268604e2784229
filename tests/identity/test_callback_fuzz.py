"""Any input in place of the redirect gives the callback with the right state, or none, and nothing else."""

from contextlib import suppress
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.identity.callback_request import (
    MAX_REQUEST_BYTES,
    BadRequest,
    Callback,
    InvalidCallback,
    Request,
    RequestReader,
    read_callback,
    read_pasted_url,
)

BACK, STATE = "http://127.0.0.1:40123/callback", "the-good-state"
NAMES = st.sampled_from(["code", "state", "error", "error_description", "iss", "x", "", "st\u0430te"])
VALUES = st.sampled_from(
    [STATE, "", "a", "access_denied", "server_error", "%", "%ff", "%00", "<b>"]
) | st.text(max_size=12)
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=6)


def check(callback: Callback, query: str) -> None:
    assert bool(callback.code) != bool(callback.error)
    assert STATE in query
    assert all(letter in "abcdefghijklmnopqrstuvwxyz_" for letter in callback.error)


@given(PAIRS, st.booleans())
def test_any_pairs_are_an_answer_or_none(pairs: list[tuple[str, str]], encoded: bool) -> None:
    query = "&".join(f"{name}={quote(value) if encoded else value}" for name, value in pairs)
    with suppress(InvalidCallback, UnicodeError):
        check(read_callback(query, STATE), query)


@given(st.text(max_size=80))
def test_any_text_is_an_answer_or_none(text: str) -> None:
    with suppress(InvalidCallback, UnicodeError):
        check(read_callback(text, STATE), text)
    for pasted in (text, f"{BACK}?{text}", f"http://[{text}"):
        # `submit_url` reports either as an address that is not the final one.
        with suppress(InvalidCallback, ValueError):
            check(read_pasted_url(pasted, BACK, STATE), pasted)


PIECES = st.sampled_from(
    [
        b"GET ",
        b"/callback",
        b"?code=c",
        b" HTTP/1.1",
        b"\r\n",
        b"\n",
        b"Host: x",
        b": ",
        b"\x00",
        b"\xff",
        b"a" * 3000,
    ]
)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=12))
def test_any_bytes_in_any_portions_are_a_request_or_none(portions: list[bytes]) -> None:
    reader, taken = RequestReader(), 0
    for portion in portions:
        taken += len(portion)
        try:
            request = reader.feed(portion)
        except BadRequest as bad:
            assert bad.status in {400, 431}  # noqa: PT017  either ends it
            return
        if request is not None:
            assert isinstance(request, Request)
            assert request.path.startswith("/")
            assert all(name == name.lower() for name in request.headers)
            return
        assert taken <= MAX_REQUEST_BYTES
