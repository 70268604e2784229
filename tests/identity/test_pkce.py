"""Verifiers, challenges and states: random enough, and RFC 7636 to the letter."""

import re

from kanbert_desktop.identity.oauth_client import code_challenge, new_state, new_verifier


def test_the_challenge_is_the_one_of_rfc_7636_appendix_b() -> None:
    assert (
        code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_verifiers_and_states_are_long_enough_and_never_the_same() -> None:
    verifiers, states = {new_verifier() for _ in range(200)}, {new_state() for _ in range(200)}
    assert len(verifiers) == len(states) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier) for verifier in verifiers)
    assert all(len(state) >= 22 for state in states)
