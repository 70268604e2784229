"""Client registrations, redirect URLs, and texts that cannot be a client ID."""

import pytest

from kanbert_desktop.app.accounts.registry import ClientRegistration, RedirectUrl, has_browser
from kanbert_desktop.app.accounts.sign_in_settings import IMPOSSIBLE_CLIENT_ID_KEYS
from kanbert_desktop.app.accounts.sign_in_settings import check_client_id as doubt_about
from kanbert_desktop.app.messages.error_texts import ERROR_TEXTS


@pytest.mark.parametrize(
    ("redirect", "url"),
    [
        (RedirectUrl(), "http://127.0.0.1/callback"),
        (RedirectUrl(8765), "http://127.0.0.1:8765/callback"),
        (RedirectUrl(localhost=True), "http://localhost/callback"),
        (RedirectUrl(8765, localhost=True), "http://localhost:8765/callback"),
    ],
)
def test_the_redirect_is_written_as_a_person_registers_it(redirect: RedirectUrl, url: str) -> None:
    assert redirect.url == url


def test_a_registration_never_shows_its_secret() -> None:
    assert "s3cret" not in repr(ClientRegistration("https://kanbert.test", "app", "s3cret"))


@pytest.mark.parametrize(
    "text", ["", "  ", "7", "12345", "9d2f4c1a-0b1e-4f6a-8c3d-2e5f7a9b1c3d", "my-app", " padded "]
)
def test_a_plausible_client_id_raises_no_doubt(text: str) -> None:
    assert doubt_about(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("my app", "client_id_space"),
        ("my\napp", "client_id_space"),
        ("https://api.kanbert.com", "client_id_address"),
        ("app.kanbert.com/settings", "client_id_address"),
        ("mira@nordlicht.example", "client_id_email"),
        ("aB3" * 13 + "x", "client_id_secret"),
        ("eyJhbGciOi.eyJzdWIi.abc_-", "client_id_secret"),
        ("x" * 200, "client_id_secret"),
    ],
)
def test_a_doubtful_client_id_is_named_as_what_it_looks_like(text: str, key: str) -> None:
    assert doubt_about(f" {text}\n") == key
    assert key in ERROR_TEXTS


def test_what_only_looks_like_a_secret_is_a_hint_and_refuses_nothing() -> None:
    assert "client_id_secret" not in IMPOSSIBLE_CLIENT_ID_KEYS


def test_without_a_screen_there_is_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "WSL_INTEROP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("BROWSER", "w3m")
    assert has_browser()
    monkeypatch.delenv("BROWSER")
    assert not has_browser()
