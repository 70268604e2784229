"""Reading the redirect: only the right state counts."""

import pytest

from kanbert_desktop.identity.callback_request import (
    Callback,
    InvalidCallback,
    read_callback,
    read_pasted_url,
)

BACK = "http://127.0.0.1:40123/callback"


def test_a_code_with_the_right_state() -> None:
    callback = read_callback("code=c%2B1&state=good&extra=1&extra=2", "good")
    assert callback == Callback(code="c+1")
    assert "c+1" not in repr(callback)


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("error=access_denied&state=good&error_description=No", "access_denied"),
        ("error=server_error&state=good", "server_error"),
        ("error=%3Cscript%3E&state=good", "unknown"),
        ("error=&error_description=x&state=good&code=", None),
    ],
)
def test_an_error_with_the_right_state(query: str, error: str | None) -> None:
    if error is None:
        with pytest.raises(InvalidCallback):
            read_callback(query, "good")
    else:
        assert read_callback(query, "good") == Callback(error=error)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "state=good",
        "code=c",
        "code=c&state=",
        "code=c&state=bad",
        "error=access_denied",
        "error=access_denied&state=bad",
        "code=c&code=d&state=good",
        "code=c&state=good&state=good",
        "code=c&state=bad&state=good",
        "error=a&error=b&state=good",
        "code=c&error=access_denied&state=good",
        "code=c&state=good&iss=a&iss=b",
        "code=%ff&state=good",
        "code=c&state=g%C3%B6%C3%B6d",
    ],
)
def test_anything_else_is_not_the_answer(query: str) -> None:
    with pytest.raises(InvalidCallback):
        read_callback(query, "good")


def test_a_pasted_address_goes_through_the_same_checks() -> None:
    assert read_pasted_url(f" {BACK}?code=c&state=good \n", BACK, "good") == Callback(code="c")
    for wrong in (
        f"{BACK}?code=c&state=bad",
        "http://127.0.0.1:40124/callback?code=c&state=good",
        "code=c&state=good",
        "",
    ):
        with pytest.raises(InvalidCallback):
            read_pasted_url(wrong, BACK, "good")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("code=c&state=good", Callback(code="c")),
        ("code=c&state=good&iss=https%3A%2F%2Fkanbert.test", Callback(code="c")),
        ("code=c&state=good&iss=https%3A%2F%2Fkanbert.test%2F", Callback(code="c")),
        ("code=c&state=good&iss=https%3A%2F%2Fevil.test", Callback(error="wrong_issuer")),
        ("code=c&state=good&iss=https%3A%2F%2Fkanbert.test%2Fother", Callback(error="wrong_issuer")),
        ("code=c&state=good&iss=", Callback(error="wrong_issuer")),
        ("error=access_denied&state=good&iss=https%3A%2F%2Fevil.test", Callback(error="wrong_issuer")),
    ],
)
def test_an_answer_that_names_another_issuer_is_never_redeemed(query: str, expected: Callback) -> None:
    assert read_callback(query, "good", "https://kanbert.test") == expected
    assert read_pasted_url(f"{BACK}?{query}", BACK, "good", "https://kanbert.test") == expected


def test_without_the_right_state_an_issuer_proves_nothing() -> None:
    with pytest.raises(InvalidCallback):
        read_callback("code=c&state=bad&iss=https%3A%2F%2Fkanbert.test", "good", "https://kanbert.test")
