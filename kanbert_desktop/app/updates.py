"""Checks for a newer version: reads a signed announcement once a day if the build has an address for it.

Only reports the version; never downloads or installs a program.
"""

import asyncio
import base64
import binascii
import json
import logging
import re
import tomllib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kanbert_desktop import __version__
from kanbert_desktop.app.settings import UPDATE_CHECK, UPDATE_CHECKED_AT, UPDATE_SKIPPED_VERSION, Settings
from kanbert_desktop.app.tasks import run_in_thread
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import EventBus, UpdateAvailable
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.net.origin import is_loopback
from kanbert_desktop.resources import resource
from kanbert_desktop.store.durable_files import replace_file

log = logging.getLogger(__name__)
PRODUCT = "kanbert-desktop"
SIGNATURE_CONTEXT = b"kanbert-desktop: a newer version\n"
"""Prefix of the signed text, so that no other signature of the same key is valid here."""
MAX_ANNOUNCEMENT_BYTES = 4096
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")
SOURCE_FILE = "update.toml"
PUBLIC_KEY_BYTES = 32
CHECK_INTERVAL = timedelta(days=1)
FIRST_CHECK_SECONDS, TICK_SECONDS = 20.0, 3600.0
FETCH_SECONDS = 20.0
"""The time limit of a download."""
FetchFile = Callable[[str], Awaitable[bytes]]


class RejectionReason(StrEnum):
    """Why an announcement is rejected."""

    UNREADABLE = "unreadable"
    FORGED = "forged"
    OTHER_PRODUCT = "of another product"
    EXPIRED = "expired"


class InvalidAnnouncement(Exception):
    def __init__(self, why: RejectionReason) -> None:
        super().__init__(why.value)
        self.reason = why


@dataclass(frozen=True, slots=True)
class Announcement:
    """`release_notes_url` is an https URL or ""."""

    version: str
    expires: datetime
    release_notes_url: str = ""

    def is_newer_than(self, version: str) -> bool:
        return _numbers(self.version) > _numbers(version)


@dataclass(frozen=True, slots=True)
class UpdateSource:
    """`public_key` holds the bytes of an ed25519 key."""

    address: str
    public_key: bytes


class UpdateChecker:
    """The update check of one profile. `stored_path` holds the last announcement; `fetch` downloads a URL."""

    def __init__(
        self,
        source: UpdateSource | None,
        settings: Settings,
        stored_path: Path,
        bus: EventBus,
        *,
        now: Callable[[], datetime],
        fetch: FetchFile | None = None,
    ) -> None:
        self._source, self._settings, self._stored_path = source, settings, stored_path
        self._bus, self._now = bus, now
        self._fetch = fetch or _fetch_over_network
        self.newer_version: Announcement | None = None

    @property
    def can_check(self) -> bool:
        """True if this build has an update address."""
        return self._source is not None

    @property
    def is_enabled(self) -> bool:
        return self.can_check and self._settings.get(UPDATE_CHECK)

    def should_offer(self) -> bool:
        """True if there is a newer version that the user has not skipped."""
        newer = self.newer_version if self.is_enabled else None
        return newer is not None and newer.version != self._settings.get(UPDATE_SKIPPED_VERSION)

    def skip_version(self) -> None:
        """Skips this version. The next one is offered again."""
        if self.newer_version is not None:
            self._settings.put(UPDATE_SKIPPED_VERSION, self.newer_version.version)

    async def run(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """Runs until cancelled. Switching the check off takes effect at once."""
        await sleep(FIRST_CHECK_SECONDS)
        await self.load_stored()
        while True:
            await self.check_if_due()
            await sleep(TICK_SECONDS)

    async def load_stored(self) -> None:
        """Loads the stored announcement if it is still valid, without a request."""
        if not self.is_enabled:
            return
        try:
            document = await run_in_thread("update", self._stored_path.read_bytes)
        except OSError:
            return
        await self._verify(document)

    async def check_if_due(self) -> None:
        """Failures are only logged, and tried again the next day, or within the hour if offline."""
        if self._source is None or not self.is_enabled or not self._is_due():
            return
        try:
            document = await self._fetch(self._source.address)
        except KanbertError as error:
            log.info("No news of a newer version: %s", error.key)
            if error.key != "offline":
                self._record_check()
            return
        self._record_check()
        if await self._verify(document):
            await run_in_thread("update", partial(self._store, document))

    def _is_due(self) -> bool:
        try:
            checked = datetime.fromisoformat(self._settings.get(UPDATE_CHECKED_AT))
            age = self._now() - checked
        except (ValueError, TypeError):
            return True
        # The stored time is in the future if the clock was or is wrong.
        return not timedelta(0) <= age < CHECK_INTERVAL

    def _record_check(self) -> None:
        self._settings.put(UPDATE_CHECKED_AT, self._now().isoformat())

    async def _verify(self, document: bytes) -> bool:
        if self._source is None:
            return False
        read = partial(read_announcement, document, self._source.public_key, self._now())
        try:
            announcement = await run_in_thread("update", read)
        except InvalidAnnouncement as error:
            log.info("News of a newer version is not believed: %s", error.reason)
            return False
        if announcement.is_newer_than(self.newer_version.version if self.newer_version else __version__):
            self.newer_version = announcement
            self._bus.publish(UpdateAvailable(announcement.version))
        return True

    def _store(self, document: bytes) -> None:
        try:
            replace_file(self._stored_path, document)
        except OSError as error:
            log.info("News of a newer version could not be kept: %s", error.strerror)


def read_announcement(document: bytes, public_key: bytes, now: datetime) -> Announcement:
    """`document` is JSON: `signed`, a text that is JSON itself, and its base64 `signature`. Raises `InvalidAnnouncement`.

    The signature is verified before the text is parsed. Imports `cryptography`, which is slow: do not call it on the
    main thread.
    """
    text = _signed_text(document, public_key)
    try:
        data: dict[str, Any] = json.loads(text)
        product, version, notes_url = (str(data.get(name, "")) for name in ("product", "version", "about"))
        expires = datetime.fromisoformat(data["expires"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InvalidAnnouncement(RejectionReason.UNREADABLE) from error
    if product != PRODUCT:
        raise InvalidAnnouncement(RejectionReason.OTHER_PRODUCT)
    if expires.tzinfo is None or not _VERSION.fullmatch(version):
        raise InvalidAnnouncement(RejectionReason.UNREADABLE)
    if expires <= now:
        raise InvalidAnnouncement(RejectionReason.EXPIRED)
    return Announcement(version, expires, notes_url if _is_address(notes_url) else "")


def _signed_text(document: bytes, public_key: bytes) -> str:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  see above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    if len(document) > MAX_ANNOUNCEMENT_BYTES:
        raise InvalidAnnouncement(RejectionReason.UNREADABLE)
    try:
        outer = json.loads(document)
        text, signature = str(outer["signed"]), base64.b64decode(outer["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, SIGNATURE_CONTEXT + text.encode())
    except InvalidSignature as error:
        raise InvalidAnnouncement(RejectionReason.FORGED) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidAnnouncement(RejectionReason.UNREADABLE) from error
    return text


def _numbers(version: str) -> tuple[int, ...]:
    """1.2 and 1.2.0 are equal."""
    found = [int(number) for number in version.split(".")] if _VERSION.fullmatch(version) else [0]
    return (*found, 0, 0, 0, 0)[:4]


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not parts.username


def read_source(path: Path | None = None) -> UpdateSource | None:
    """Returns None if nothing usable is configured: there is no check then."""
    try:
        data = tomllib.loads((path or resource(SOURCE_FILE)).read_text("utf-8"))
        address, key = str(data["address"]), str(data["public_key"])
        if not address or not key:
            return None
        return _checked(address, base64.b64decode(key, validate=True))
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError, binascii.Error) as error:
        log.warning("Newer versions are not looked for: %s", type(error).__name__)
        return None


def _checked(address: str, key: bytes) -> UpdateSource:
    """Raises `ValueError`. Plain http would reveal the installed version."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    if not is_safe or not parts.hostname or parts.username or parts.fragment or len(key) != PUBLIC_KEY_BYTES:
        raise ValueError(SOURCE_FILE)
    return UpdateSource(address, key)


async def _fetch_over_network(address: str) -> bytes:
    from kanbert_desktop.net.public_get import get_static_file  # noqa: PLC0415  httpx comes after the first paint

    return await get_static_file(address, max_bytes=MAX_ANNOUNCEMENT_BYTES, seconds=FETCH_SECONDS)
