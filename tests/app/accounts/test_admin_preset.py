"""The administrator's preset for all users of a computer, and what takes precedence over it."""

import json
import logging
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts.registry import ClientRegistration, RedirectUrl
from kanbert_desktop.app.accounts.sign_in_settings import NO_PRESET, AdminPreset, preset_files, read_preset
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import DEFAULT_SERVER, Environment, Options

SERVER = "https://kanbert.test"


def written(folder: Path, reported: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "settings.json"
    path.write_text(reported if isinstance(reported, str) else json.dumps(reported), "utf-8")
    return path


def application(profile: Path, **options: str) -> Application:
    chosen = Options(profile=profile, **options)  # type: ignore[arg-type]  texts all
    return Application(Environment.for_options(chosen), chosen)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system's settings for this program."""
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path / 'first'}:{tmp_path / 'second'}")
    return tmp_path / "second" / "kanbert-desktop"


def test_everything_comes_from_the_file(site: Path, profile: Path) -> None:
    written(site, {"server": SERVER, "client_id": " 7 ", "redirect_port": 8765, "redirect_localhost": True})
    here = application(profile)
    assert here.sign_in_settings.preset == AdminPreset(SERVER, "7", RedirectUrl(8765, localhost=True))
    assert here.sign_in_settings.registration() == ClientRegistration(
        SERVER, "7", None, RedirectUrl(8765, localhost=True)
    )


def test_the_more_important_folder_counts(site: Path, tmp_path: Path) -> None:
    written(site, {"client_id": "second"})
    written(tmp_path / "first" / "kanbert-desktop", {"client_id": "first"})
    assert read_preset(preset_files()).client_id == "first"


def test_an_option_wins_over_what_was_typed_and_that_over_the_file(site: Path, profile: Path) -> None:
    written(site, {"server": SERVER, "client_id": "preset", "redirect_port": 1111})
    here = application(profile)
    assert (
        here.sign_in_settings.server,
        here.sign_in_settings.client_id,
        here.sign_in_settings.redirect.port,
    ) == (SERVER, "preset", 1111)
    here.sign_in_settings.save(ClientRegistration("https://typed.test", "typed", "secret", RedirectUrl(2222)))
    assert (
        here.sign_in_settings.server,
        here.sign_in_settings.client_id,
        here.sign_in_settings.redirect.port,
    ) == ("https://typed.test", "typed", 2222)
    reported = application(profile, server="https://told.test", client_id="told")
    assert (reported.sign_in_settings.server, reported.sign_in_settings.client_id) == (
        "https://told.test",
        "told",
    )
    assert (reported.sign_in_settings.preset.server, reported.sign_in_settings.preset.client_id) == (
        "https://told.test",
        "told",
    )


def test_without_a_file_there_is_our_own_server_and_nothing_else(site: Path, profile: Path) -> None:
    assert not site.exists()
    here = application(profile)
    assert here.sign_in_settings.preset == NO_PRESET
    assert (
        here.sign_in_settings.server,
        here.sign_in_settings.client_id,
        here.sign_in_settings.redirect,
    ) == (DEFAULT_SERVER, "", RedirectUrl())


@pytest.mark.parametrize(
    "reported",
    [
        "{broken",
        "[]",
        "\x00",
        {"server": "http://example.com"},
        {"server": 7},
        {"client_id": ["7"]},
        {"redirect_port": "8765"},
        {"redirect_port": 0},
        {"redirect_port": 70_000},
        {"redirect_port": True},
        {"redirect_localhost": "yes"},
    ],
)
def test_a_damaged_file_is_logged_ignored_and_remembered_for_the_doctor(
    site: Path, reported: object, caplog: pytest.LogCaptureFixture
) -> None:
    path = written(site, reported)
    with caplog.at_level(logging.WARNING):
        assert read_preset(preset_files()) == AdminPreset(damaged_file=path)
    assert str(path) in caplog.text


def test_foreign_keys_are_left_alone_and_no_secret_is_taken(site: Path) -> None:
    written(site, {"client_id": "7", "client_secret": "x", "theme": "dark"})
    assert read_preset(preset_files()) == AdminPreset(client_id="7")


def test_whoever_is_signed_in_does_not_wait_for_the_file(
    site: Path, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the first page reads the file during a start."""
    written(site, {"client_id": "7"})
    asked: list[object] = []
    monkeypatch.setattr(
        "kanbert_desktop.app.accounts.sign_in_settings.read_preset",
        lambda files: asked.append(files) or NO_PRESET,
    )
    here = application(profile)
    here.open_chosen_account()
    assert asked == []
    assert here.sign_in_settings.preset == NO_PRESET
    assert len(asked) == 1
