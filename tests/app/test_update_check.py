"""The update check over a real socket: once a day, silent on failure, and not at all if switched off."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kanbert_desktop.app import updates as source
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.settings import UPDATE_CHECK, UPDATE_CHECKED_AT, Settings
from kanbert_desktop.app.updates import FIRST_CHECK_SECONDS, TICK_SECONDS, UpdateChecker, UpdateSource
from kanbert_desktop.domain.events import EventBus, UpdateAvailable
from plugins.qt_loop import QtLoop
from sign_update import public_key, signed_announcement
from support.static_site import StaticSite, running_site

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()
"""A key for these tests."""


@dataclass
class UpdateSite:
    """A profile and a site. `start` is a new run of the program."""

    folder: Path
    site: StaticSite
    time: datetime = NOW
    heard: list[UpdateAvailable] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return Settings(self.folder / "settings.json")

    def start(self, address: str | None = None) -> UpdateChecker:
        bus = EventBus()
        bus.subscribe(UpdateAvailable, self.heard.append)
        build = UpdateSource(address or self.site.address, KEY.public_key().public_bytes_raw())
        kept = self.folder / "update.json"
        return UpdateChecker(build, self.settings, kept, bus, now=lambda: self.time)

    def announce(self, version: str = "9.1", days: float = 30, key: Ed25519PrivateKey = KEY) -> None:
        self.site.serve(
            signed_announcement(key, version, self.time + timedelta(days=days), "https://kanbert.test/news")
        )

    def check(self, updates: UpdateChecker) -> UpdateChecker:
        asyncio.run(updates.check_if_due())
        return updates


@pytest.fixture
def update_site(tmp_path: Path) -> Iterator[UpdateSite]:
    with running_site() as site:
        yield UpdateSite(tmp_path, site)


def test_a_newer_version_is_published(update_site: UpdateSite) -> None:
    update_site.announce()
    updates = update_site.check(update_site.start())
    assert updates.newer_version is not None
    assert (updates.newer_version.version, updates.newer_version.release_notes_url) == (
        "9.1",
        "https://kanbert.test/news",
    )
    assert updates.should_offer()
    assert update_site.heard == [UpdateAvailable("9.1")]


def test_once_a_day_also_over_restarts(update_site: UpdateSite) -> None:
    update_site.announce()
    for hours in (0, 1, 23):
        update_site.time = NOW + timedelta(hours=hours)
        update_site.check(update_site.start())
    assert len(update_site.site.requests) == 1
    update_site.time = NOW + timedelta(hours=25)
    update_site.check(update_site.start())
    assert len(update_site.site.requests) == 2


def test_a_clock_that_was_wrong_does_not_end_it(update_site: UpdateSite) -> None:
    update_site.announce()
    update_site.settings.put(UPDATE_CHECKED_AT, (NOW + timedelta(days=400)).isoformat())
    update_site.check(update_site.start())
    update_site.settings.put(UPDATE_CHECKED_AT, "yesterday")
    update_site.check(update_site.start())
    assert len(update_site.site.requests) == 2


def test_a_known_version_is_offered_at_the_next_start_without_a_request(update_site: UpdateSite) -> None:
    update_site.announce()
    update_site.check(update_site.start())
    again = update_site.start()
    asyncio.run(again.load_stored())
    assert again.newer_version is not None
    assert len(update_site.site.requests) == 1
    assert (update_site.folder / "update.json").stat().st_mode & 0o777 == 0o600
    update_site.time = NOW + timedelta(days=31)
    later = update_site.start()
    asyncio.run(later.load_stored())
    assert later.newer_version is None, "it has expired"


@pytest.mark.parametrize(
    "method", ["forged", "expired", "older", "same", "large", "redirect", "missing", "html"]
)
def test_other_documents_are_ignored(
    update_site: UpdateSite, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    from kanbert_desktop import __version__

    match method:
        case "forged":
            update_site.announce(key=Ed25519PrivateKey.generate())
        case "expired":
            update_site.announce(days=-1)
        case "older":
            update_site.announce("0.0.1")
        case "same":
            update_site.announce(__version__)
        case "large":
            update_site.site.serve(b"x" * 1_000_000)
        case "redirect":
            update_site.site.serve(b"", "302 Found", f"Location: {update_site.site.address}")
        case "missing":
            update_site.site.serve(b"", "404 Not Found")
        case "html":
            update_site.site.serve(b"<html>Sign in to the hotel's network</html>")
    with caplog.at_level(logging.INFO):
        updates = update_site.check(update_site.start())
    assert updates.newer_version is None
    assert update_site.heard == []
    assert not [record for record in caplog.records if record.levelno > logging.INFO]
    update_site.announce()
    update_site.check(update_site.start())
    assert len(update_site.site.requests) == 1, "and it is asked again tomorrow"


def test_without_a_network_it_is_tried_again_within_the_hour(update_site: UpdateSite) -> None:
    updates = update_site.check(update_site.start("http://127.0.0.1:9/update.json"))
    assert updates.newer_version is None
    update_site.announce()
    assert update_site.check(update_site.start()).newer_version is not None


def test_switched_off_it_sends_nothing_and_offers_nothing(update_site: UpdateSite) -> None:
    update_site.announce()
    update_site.check(update_site.start())
    update_site.settings.put(UPDATE_CHECK, False)
    update_site.time = NOW + timedelta(days=2)
    updates = update_site.start()
    asyncio.run(updates.load_stored())
    update_site.check(updates)
    assert len(update_site.site.requests) == 1
    assert not updates.should_offer()


def test_a_build_without_an_address_sends_nothing(update_site: UpdateSite) -> None:
    updates = UpdateChecker(
        None,
        update_site.settings,
        update_site.folder / "update.json",
        EventBus(),
        now=lambda: update_site.time,
    )
    assert not updates.can_check
    update_site.check(updates)
    asyncio.run(updates.load_stored())
    assert updates.newer_version is None
    assert update_site.settings.get(UPDATE_CHECKED_AT) == ""


def test_a_skipped_version_stays_skipped_until_the_next(update_site: UpdateSite) -> None:
    update_site.announce()
    updates = update_site.check(update_site.start())
    updates.skip_version()
    assert not updates.should_offer()
    update_site.time = NOW + timedelta(days=2)
    update_site.announce("9.2")
    assert update_site.check(update_site.start()).should_offer()


def test_the_application_checks_the_configured_address(
    update_site: UpdateSite, qt_loop: QtLoop, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = update_site.folder / "update.toml"
    build.write_text(f'address = "{update_site.site.address}"\npublic_key = "{public_key(KEY)}"\n', "utf-8")
    monkeypatch.setattr(source, "resource", lambda _name: build)
    options = Options(profile=profile)
    application = Application(Environment.for_options(options), options, lambda: update_site.time)
    application.bus.subscribe(UpdateAvailable, update_site.heard.append)
    update_site.announce()
    qt_loop(application.update_checker.check_if_due())
    assert update_site.heard == [UpdateAvailable("9.1")]
    assert application.environment.update_announcement.exists()


def test_the_first_check_is_delayed_and_then_hourly(update_site: UpdateSite) -> None:
    update_site.announce()
    slept: list[float] = []

    class Enough(Exception):
        pass

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            assert update_site.site.requests == []
        if len(slept) > 3:
            raise Enough

    with pytest.raises(Enough):
        asyncio.run(update_site.start().run(sleep))
    assert slept == [FIRST_CHECK_SECONDS, TICK_SECONDS, TICK_SECONDS, TICK_SECONDS]
    assert len(update_site.site.requests) == 1


def test_the_request_carries_the_program_and_its_version_and_nothing_else(update_site: UpdateSite) -> None:
    update_site.announce()
    update_site.check(update_site.start())
    names = {
        line.partition(":")[0].lower() for line in update_site.site.requests[0].split("\r\n")[1:] if line
    }
    assert names == {"host", "accept", "accept-encoding", "connection", "user-agent"}
