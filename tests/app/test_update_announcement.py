"""The signed update announcement: accepted only if everything about it is right."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.updates import (
    MAX_ANNOUNCEMENT_BYTES,
    SIGNATURE_CONTEXT,
    InvalidAnnouncement,
    RejectionReason,
    read_announcement,
)
from sign_update import signed_announcement

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
ABOUT = "https://kanbert.test/news"
KEY = Ed25519PrivateKey.generate()
"""A key for these tests."""


def public(key: Ed25519PrivateKey = KEY) -> bytes:
    return key.public_key().public_bytes_raw()


def by_hand(text: str, purpose: bytes = SIGNATURE_CONTEXT) -> bytes:
    signature = base64.b64encode(KEY.sign(purpose + text.encode())).decode()
    return json.dumps({"signed": text, "signature": signature}).encode()


def reported(**changes: object) -> bytes:
    fields = {"product": "kanbert-desktop", "version": "9.1", "expires": LATER.isoformat(), "about": ABOUT}
    return by_hand(json.dumps({**fields, **changes}))


def test_an_announcement_signed_by_the_release_tool_is_accepted() -> None:
    found = read_announcement(signed_announcement(KEY, "9.1", LATER, ABOUT), public(), NOW)
    assert (found.version, found.expires, found.release_notes_url) == ("9.1", LATER, ABOUT)


def changed_text(document: bytes) -> bytes:
    outer = json.loads(document)
    return json.dumps({**outer, "signed": outer["signed"].replace("9.1", "9.2")}).encode()


def changed_signature(document: bytes) -> bytes:
    outer = json.loads(document)
    raw = bytearray(base64.b64decode(outer["signature"]))
    raw[0] ^= 1
    return json.dumps({**outer, "signature": base64.b64encode(raw).decode()}).encode()


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (changed_text(reported()), RejectionReason.FORGED),
        (changed_signature(reported()), RejectionReason.FORGED),
        (signed_announcement(Ed25519PrivateKey.generate(), "9.1", LATER), RejectionReason.FORGED),
        (by_hand(json.loads(reported())["signed"], purpose=b""), RejectionReason.FORGED),
        (reported(product="another"), RejectionReason.OTHER_PRODUCT),
        (reported(expires=(NOW - timedelta(seconds=1)).isoformat()), RejectionReason.EXPIRED),
        (reported(expires=NOW.isoformat()), RejectionReason.EXPIRED),
        (reported(expires="2027-01-01T00:00:00"), RejectionReason.UNREADABLE),
        (reported(expires="soon"), RejectionReason.UNREADABLE),
        (reported(expires=7), RejectionReason.UNREADABLE),
        (reported(version="9.1-beta"), RejectionReason.UNREADABLE),
        (reported(version="9" * 50), RejectionReason.UNREADABLE),
        (by_hand("[]"), RejectionReason.UNREADABLE),
        (by_hand("no json"), RejectionReason.UNREADABLE),
        (b"", RejectionReason.UNREADABLE),
        (b"\xff\xfe", RejectionReason.UNREADABLE),
        (b"[1]", RejectionReason.UNREADABLE),
        (b'{"signed": "x"}', RejectionReason.UNREADABLE),
        (b'{"signed": "x", "signature": 7}', RejectionReason.UNREADABLE),
        (b'{"signed": "x", "signature": "not base64!"}', RejectionReason.UNREADABLE),
        (b"[" * MAX_ANNOUNCEMENT_BYTES, RejectionReason.UNREADABLE),
        (reported() + b" " * MAX_ANNOUNCEMENT_BYTES, RejectionReason.UNREADABLE),
    ],
)
def test_anything_else_is_rejected(document: bytes, why: RejectionReason) -> None:
    with pytest.raises(InvalidAnnouncement) as caught:
        read_announcement(document, public(), NOW)
    assert caught.value.reason is why


@pytest.mark.parametrize(
    "about",
    ["http://kanbert.test", "file:///etc/passwd", "javascript:alert(1)", "https://a@b.test", "https://[", 7],
)
def test_an_address_that_is_no_safe_one_is_left_out(about: object) -> None:
    assert read_announcement(reported(about=about), public(), NOW).release_notes_url == ""


@pytest.mark.parametrize(
    ("version", "current", "is_newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.1.1", "0.1.0", True),
        ("0.10.0", "0.9.9", True),
        ("1", "0.9", True),
        ("0.1.0", "0.1.0", False),
        ("0.1", "0.1.0", False),
        ("0.0.9", "0.1.0", False),
        ("1.0", "2.0.dev", True),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, current: str, is_newer: bool) -> None:
    found = read_announcement(reported(version=version), public(), NOW)
    assert found.is_newer_than(current) is is_newer


def test_a_key_of_the_wrong_length_accepts_nothing() -> None:
    call: Callable[[], object] = lambda: read_announcement(reported(), b"short", NOW)  # noqa: E731
    with pytest.raises(InvalidAnnouncement):
        call()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
NAMES = st.sampled_from(["product", "version", "expires", "about", "signed", "signature"])


@given(
    st.binary(max_size=200) | st.dictionaries(NAMES, JSON).map(lambda reported: json.dumps(reported).encode())
)
def test_any_document_is_only_rejected(document: bytes) -> None:
    with pytest.raises(InvalidAnnouncement):
        read_announcement(document, public(), NOW)


@given(st.text(max_size=200) | st.dictionaries(NAMES, JSON).map(json.dumps))
def test_any_signed_text_is_only_rejected(text: str) -> None:
    with pytest.raises(InvalidAnnouncement):
        read_announcement(by_hand(text), public(), NOW)
