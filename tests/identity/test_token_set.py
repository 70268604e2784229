"""What a token response must contain, and the meaning of odd lifetimes."""

from datetime import UTC, datetime, timedelta

import pytest

from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.identity.token_store import TokenSet, read_token_response

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ANSWER = {
    "access_token": "acc-secret-1",
    "token_type": "bearer",
    "expires_in": 3600,
    "refresh_token": "ref-secret-1",
}


def test_an_ordinary_answer() -> None:
    tokens = read_token_response(ANSWER, NOW)
    assert tokens == TokenSet("acc-secret-1", "ref-secret-1", NOW + timedelta(hours=1), None, NOW)
    assert "secret" not in repr(tokens)


@pytest.mark.parametrize("odd", [None, 0, -5, "soon", True, [], "nan", "inf", float("inf")])
def test_an_odd_lifetime_means_unknown_and_never_due(odd: object) -> None:
    tokens = read_token_response(ANSWER | {"expires_in": odd}, NOW)
    assert tokens.expires_at is None
    assert not tokens.is_due(NOW + timedelta(days=400))


@pytest.mark.parametrize(("given", "seconds"), [("3600", 3600), (59.9, 59), (10**12, 3660 * 86400)])
def test_a_lifetime_is_read_and_clamped(given: object, seconds: int) -> None:
    assert read_token_response(ANSWER | {"expires_in": given}, NOW).expires_at == NOW + timedelta(
        seconds=seconds
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"access_token": None},
        {"access_token": ""},
        {"access_token": "a\nb"},
        {"access_token": 5},
        {"token_type": None},
        {"token_type": "mac"},
    ],
)
def test_an_answer_without_a_bearer_token_is_unreadable(wrong: dict[str, object]) -> None:
    with pytest.raises(TransientError) as caught:
        read_token_response(ANSWER | wrong, NOW)
    assert caught.value.key == "unreadable_answer"


def test_the_kind_of_token_may_be_written_in_any_case() -> None:
    assert read_token_response(ANSWER | {"token_type": "BeArEr"}, NOW).access_token == "acc-secret-1"


def test_it_is_due_a_minute_early() -> None:
    tokens = read_token_response(ANSWER, NOW)
    assert not tokens.is_due(NOW + timedelta(seconds=3539))
    assert tokens.is_due(NOW + timedelta(seconds=3540))


def test_a_very_short_life_is_not_due_at_once() -> None:
    tokens = read_token_response(ANSWER | {"expires_in": 20}, NOW)
    assert not tokens.is_due(NOW)
    assert tokens.is_due(NOW + timedelta(seconds=15))


def test_what_a_refresh_omits_stays() -> None:
    former = TokenSet("a1", "r1", NOW, "task-management:read", NOW)
    stored = TokenSet("a2").completed_from(former)
    assert (stored.access_token, stored.refresh_token, stored.scope) == ("a2", "r1", "task-management:read")
    assert TokenSet("a2", "r2").completed_from(former).refresh_token == "r2"


@pytest.mark.parametrize(
    ("given", "scope"), [("a b", "a b"), (["a", "b"], "a b"), ("", None), (None, None), (7, None)]
)
def test_the_granted_scope(given: object, scope: str | None) -> None:
    assert read_token_response(ANSWER | {"scope": given}, NOW).scope == scope
