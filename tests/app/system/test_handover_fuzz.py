"""Any line on the handover socket is a complete message or none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.system.handover import (
    PROTOCOL_VERSION,
    HandoverMessage,
    HandoverRequest,
    read_message,
    read_request,
)

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["version", "words", "id", "account", "server", "needs_own_secrets", "more", "self"])
ALMOST = st.dictionaries(
    NAMES, ANY | st.just(PROTOCOL_VERSION) | st.lists(st.text(max_size=5), max_size=3), max_size=7
)


def check(line: bytes) -> None:
    request, printed = read_request(line), read_message(line)
    if request is not None:
        assert isinstance(request, HandoverRequest)
        assert all(isinstance(word, str) for word in (*request.words, request.id))
        assert isinstance(request.account, str | None)
        assert isinstance(request.server, str | None)
        assert isinstance(request.needs_own_secrets, bool)
    if printed is not None:
        assert isinstance(printed, HandoverMessage)
        assert isinstance(printed.value, str | int)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_message_or_none(line: bytes) -> None:
    check(line)


@given(ALMOST | ANY)
def test_almost_a_message_is_none(reported: Any) -> None:  # noqa: ANN401  any document
    check(json.dumps(reported).encode())


@given(
    st.builds(
        HandoverRequest,
        st.lists(st.text(max_size=9), max_size=4).map(tuple),
        st.text(max_size=9),
        st.none() | st.text(max_size=9),
        st.none() | st.text(max_size=9),
        st.booleans(),
    )
)
def test_a_request_arrives_as_it_was_sent(request_sent: HandoverRequest) -> None:
    assert read_request(request_sent.to_line().rstrip()) == request_sent


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 100_000,
        b'{"version": 1, "words": "sync", "id": "1"}',
        b'{"version": 1, "words": ["sync"], "id": ["1"]}',
        b'{"version": 1, "words": [["sync"]], "id": "1"}',
        b'{"version": 1, "words": ["sync"], "id": "1", "server": {}}',
        b'{"version": 1, "words": ["sync"], "id": "1", "needs_own_secrets": "no"}',
        b'{"version": 1, "words": ["sync"], "id": "1", "__class__": 1}',
    ],
)
def test_odd_lines_are_no_messages(line: bytes) -> None:
    assert read_request(line) is None
