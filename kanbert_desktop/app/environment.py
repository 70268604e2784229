"""Profile folders and checked command-line and environment options."""

import logging
import os
import re
import secrets
from dataclasses import dataclass, field
from errno import ENOTDIR
from pathlib import Path
from typing import NamedTuple

from kanbert_desktop.domain.errors import NotReady, StoreError
from kanbert_desktop.store.durable_files import replace_file
from kanbert_desktop.store.errors import DISK_FULL_CODES, translate_os_error
from kanbert_desktop.store.files import make_folder

log = logging.getLogger(__name__)
DEFAULT_SERVER = "https://api.kanbert.com"


@dataclass(frozen=True, slots=True)
class Options:
    """`server` is an origin, None where nobody named one. The secrets never show in a repr."""

    server: str | None = None
    client_id: str | None = None
    profile: Path | None = None
    sandbox: bool = False
    account: str | None = None
    """Of several accounts in this profile the one that is meant, by the id that names its folder."""
    hidden: bool = False
    """The window stays in the tray, where there is one."""
    capture: bool = False
    """The capture window is wanted."""
    link: str | None = None
    """A link that was given instead of any word, as it was given."""
    access_token: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)

    def client_secret_for(self, server: str, client_id: str) -> str | None:
        """The client secret, for the server and the application that it was given for alone."""
        fits = self.server in (None, server) and self.client_id in (None, client_id)
        return self.client_secret if fits else None


class Environment(NamedTuple):
    """One profile: a folder that only this user can read."""

    profile: Path

    @classmethod
    def for_options(cls, options: Options) -> "Environment":
        """Creates the folders, and closes a profile that was open to others. `StoreBroken` where they cannot be made.

        `NotReady("profile_open")`: it is somebody else's, and others can look into it.
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
        _close_to_others(environment.profile)
        return environment

    @property
    def accounts(self) -> Path:
        return self.profile / "accounts"

    @property
    def logs(self) -> Path:
        return self.profile / "logs"

    @property
    def reports(self) -> Path:
        """Of faults; made when there is one."""
        return self.profile / "reports"

    @property
    def update_announcement(self) -> Path:
        """The last signed word of a newer version."""
        return self.profile / "update.json"

    @property
    def lock(self) -> Path:
        return self.profile / "lock"

    @property
    def settings(self) -> Path:
        return self.profile / "settings.json"

    @property
    def sandbox(self) -> Path:
        """The sample server's own folder."""
        return self.profile / "sandbox"

    def store_path(self, account_id: str) -> Path:
        return self.accounts / account_id / "store.db"

    def refresh_lock(self, account_id: str) -> Path:
        return self.accounts / account_id / "refresh.lock"

    def profile_id(self) -> str:
        """Names this profile in the keyring, so that two profiles never rotate one token (S33)."""
        path = self.profile / "profile-id"
        try:
            return self._kept_profile_id(path)
        except OSError as error:
            raise translate_os_error(error, path) from error

    def _kept_profile_id(self, path: Path) -> str:
        """A damaged one is replaced: what it named in the keyring is asked for by a new sign-in."""
        try:
            kept = path.read_bytes().strip()
        except FileNotFoundError:
            kept = b""
        if re.fullmatch(rb"[0-9a-f]{16}", kept):
            return kept.decode("ascii")
        fresh = secrets.token_hex(8)
        replace_file(path, fresh)
        return fresh


def _close_to_others(profile: Path) -> None:
    """What lies inside needs no more: nobody gets there through a closed folder."""
    found = profile.stat()
    if os.name != "posix" or not found.st_mode & 0o077:
        return
    if found.st_uid != os.getuid():
        raise NotReady("profile_open", path=str(profile))
    try:
        profile.chmod(0o700)
    except OSError as error:
        # A stick's file system may know no modes; `doctor` tells of it.
        log.warning("The profile is open to others: %s", error.strerror)
    else:
        log.warning("The profile was open to others and is closed now")


def default_profile() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415  costs time, and --profile does not need it

    return user_data_path("kanbert-desktop", appauthor=False)


def silence_console_logging() -> None:
    """Until there is a log file, nothing is logged to a person's terminal."""
    logging.getLogger().addHandler(logging.NullHandler())
