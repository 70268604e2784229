"""The profile's folders and files, and the checked options of command line and environment."""

import logging
import os
import re
from errno import ENOTDIR
from pathlib import Path
from typing import NamedTuple

from kanbert_desktop.domain.errors import NotReady, StoreError
from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.store.durable_files import replace_file
from kanbert_desktop.store.errors import DISK_FULL_CODES, translate_os_error
from kanbert_desktop.store.files import make_folder

log = logging.getLogger(__name__)
DEFAULT_SERVER = "https://api.kanbert.com"


@dataclass(frozen=True, slots=True)
class Options:
    """`server` is an origin, or None if none was given. The secrets never appear in a repr."""

    server: str | None = None
    client_id: str | None = None
    profile: Path | None = None
    sandbox: bool = False
    account: str | None = None
    """The id of the account to use, which names its folder."""
    hidden: bool = False
    """The window stays in the tray if there is one."""
    capture: bool = False
    """Open the capture window."""
    find: str | None = None
    """Open the search page with this text."""
    my_work: bool = False
    """Open the page My work."""
    link: str | None = None
    """A link that was given instead of a verb, unchanged."""
    access_token: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)

    def client_secret_for(self, server: str, client_id: str) -> str | None:
        """Returns the client secret if it was given for this server and client."""
        fits = self.server in (None, server) and self.client_id in (None, client_id)
        return self.client_secret if fits else None


class Environment(NamedTuple):
    """One profile: a folder that only this user can read."""

    profile: Path

    @classmethod
    def for_options(cls, options: Options) -> "Environment":
        """Creates the folders and makes the profile private. Raises `StoreError` if that fails.

        Raises `NotReady("profile_open")` if the folder belongs to another user and others can read it.
        """
        environment = cls((options.profile or default_profile()).absolute())
        try:
            for folder in (environment.profile, environment.accounts, environment.logs):
                make_folder(folder)
                if not folder.is_dir():
                    raise NotADirectoryError(ENOTDIR, "no folder", str(folder))
        except OSError as error:
            key = "disk_full" if error.errno in DISK_FULL_CODES else "store_unwritable"
            raise StoreError(key, path=str(environment.profile)) from error
        _make_private(environment.profile)
        return environment

    @property
    def accounts(self) -> Path:
        return self.profile / "accounts"

    @property
    def logs(self) -> Path:
        return self.profile / "logs"

    @property
    def reports(self) -> Path:
        """Crash reports. Created with the first one."""
        return self.profile / "reports"

    @property
    def update_announcement(self) -> Path:
        """The last signed announcement of a newer version."""
        return self.profile / "update.json"

    @property
    def lock(self) -> Path:
        return self.profile / "lock"

    @property
    def settings(self) -> Path:
        return self.profile / "settings.json"

    @property
    def sandbox(self) -> Path:
        """The sample server's folder."""
        return self.profile / "sandbox"

    def store_path(self, account_id: str) -> Path:
        return self.accounts / account_id / "store.db"

    def refresh_lock(self, account_id: str) -> Path:
        return self.accounts / account_id / "refresh.lock"

    def profile_id(self) -> str:
        """Names this profile in the keyring, so that two profiles never rotate the same token (S33)."""
        path = self.profile / "profile-id"
        try:
            return self._read_or_create_profile_id(path)
        except OSError as error:
            raise translate_os_error(error, path) from error

    def _read_or_create_profile_id(self, path: Path) -> str:
        """A damaged id is replaced: the next sign-in stores the credentials under the new one."""
        try:
            stored = path.read_bytes().strip()
        except FileNotFoundError:
            stored = b""
        if re.fullmatch(rb"[0-9a-f]{16}", stored):
            return stored.decode("ascii")
        fresh = os.urandom(8).hex()
        replace_file(path, fresh)
        return fresh


def _make_private(profile: Path) -> None:
    """Files inside need no change: nobody can reach them through a private folder."""
    found = profile.stat()
    if os.name != "posix" or not found.st_mode & 0o077:
        return
    if found.st_uid != os.getuid():
        raise NotReady("profile_open", path=str(profile))
    try:
        profile.chmod(0o700)
    except OSError as error:
        # The file system of a USB stick may have no modes; `doctor` reports it.
        log.warning("The profile is open to others: %s", error.strerror)
    else:
        log.warning("The profile was open to others and is closed now")


def default_profile() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415  slow, and not needed with --profile

    return user_data_path("kanbert-desktop", appauthor=False)


def silence_console_logging() -> None:
    """Suppresses log output to the terminal until the log file is open."""
    logging.getLogger().addHandler(logging.NullHandler())
