"""The OAuth messages: what the link and the exchange contain, and what never."""

from urllib.parse import parse_qs, urlsplit

import pytest

from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.identity.oauth_client import (
    OAuthClient,
    build_authorization_url,
    code_challenge,
    refresh_form,
    revoke_form,
    token_request_form,
)

BACK = "http://127.0.0.1:40123/callback"
PUBLIC = OAuthClient("https://api.kanbert.com/", "client 1&2")
SECRET = OAuthClient("https://api.kanbert.com", "client-2", "the-client-secret")


def asked(link: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link).query, strict_parsing=True)


def test_the_link_carries_the_proof_and_the_way_back() -> None:
    link = build_authorization_url(PUBLIC, BACK, "the-state", "the-verifier")
    assert link.startswith("https://api.kanbert.com/oauth/authorize?")
    assert asked(link) == {
        "response_type": ["code"],
        "client_id": ["client 1&2"],
        "redirect_uri": [BACK],
        "scope": ["task-management:read task-management:write"],
        "state": ["the-state"],
        "code_challenge": [code_challenge("the-verifier")],
        "code_challenge_method": ["S256"],
    }


def test_the_verifier_and_the_secret_are_not_in_the_link() -> None:
    link = build_authorization_url(SECRET, BACK, "the-state", "the-verifier")
    assert "the-verifier" not in link
    assert "the-client-secret" not in link
    assert "code_challenge" in asked(link)


def test_a_server_on_this_computer_may_speak_plain_http() -> None:
    assert build_authorization_url(OAuthClient("http://127.0.0.1:8000", "1"), BACK, "s", "v").startswith(
        "http://127.0.0.1:8000/oauth/"
    )
    with pytest.raises(InvalidInput):
        OAuthClient("http://api.kanbert.com", "1")


def test_a_public_client_exchanges_without_a_secret() -> None:
    assert token_request_form(PUBLIC, "a code+&", BACK, "the-verifier") == {
        "grant_type": "authorization_code",
        "client_id": "client 1&2",
        "code": "a code+&",
        "redirect_uri": BACK,
        "code_verifier": "the-verifier",
    }


def test_an_application_with_a_secret_proves_itself_twice() -> None:
    form = token_request_form(SECRET, "code", BACK, "the-verifier")
    assert form["client_secret"] == "the-client-secret"
    assert form["code_verifier"] == "the-verifier"


def test_the_proof_can_be_left_out_only_beside_a_secret() -> None:
    without = OAuthClient("https://api.kanbert.com", "2", "the-client-secret", pkce_with_secret=False)
    assert "code_verifier" not in token_request_form(without, "code", BACK, "v")
    assert "code_challenge" not in build_authorization_url(without, BACK, "s", "v")
    assert OAuthClient("https://api.kanbert.com", "2", pkce_with_secret=False).uses_pkce


def test_refreshing_and_revoking() -> None:
    assert refresh_form(PUBLIC, "r+1") == {
        "grant_type": "refresh_token",
        "refresh_token": "r+1",
        "client_id": "client 1&2",
    }
    assert refresh_form(SECRET, "r")["client_secret"] == "the-client-secret"
    assert revoke_form(SECRET, "r", "refresh_token") == {
        "token": "r",
        "token_type_hint": "refresh_token",
        "client_id": "client-2",
        "client_secret": "the-client-secret",
    }


def test_an_application_shows_no_secret() -> None:
    assert "the-client-secret" not in repr(SECRET)
