"""Proof of one sign-in: verifier, its S256 challenge (RFC 7636), and the state (RFC 6749, 10.12)."""

import base64
import hashlib
import secrets

from kanbert_desktop.net.redaction import conceal


def new_verifier() -> str:
    """64 unreserved characters carrying 384 random bits."""
    return _secret(48)


def new_state() -> str:
    return _secret(32)


def challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _secret(size: int) -> str:
    value = secrets.token_urlsafe(size)
    conceal(value)
    return value
