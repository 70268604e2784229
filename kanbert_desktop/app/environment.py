"""Where everything lies that this program writes, and how it logs."""

import logging
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from kanbert_desktop.app.options import Options
from kanbert_desktop.app.settings import replace_text
from kanbert_desktop.domain.errors import StoreBroken

LOG_BYTES = 1_000_000
LOG_FILES = 3
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Environment(NamedTuple):
    """One profile: a folder that only this user can read."""

    profile: Path

    @classmethod
    def for_options(cls, options: Options) -> "Environment":
        """Creates the folders; `StoreBroken` where they cannot be."""
        environment = cls((options.profile or default_profile()).absolute())
        try:
            for folder in (environment.profile, environment.accounts, environment.logs):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            key = "disk_full" if error.errno == 28 else "store_unwritable"
            raise StoreBroken(key, path=str(environment.profile)) from error
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
    def announcement(self) -> Path:
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

    def store(self, account_id: str) -> Path:
        return self.accounts / account_id / "store.db"

    def refresh_lock(self, account_id: str) -> Path:
        return self.accounts / account_id / "refresh.lock"

    def profile_id(self) -> str:
        """Names this profile in the keyring, so that two profiles never rotate one token (S33)."""
        path = self.profile / "profile-id"
        try:
            return path.read_text("ascii").strip()
        except FileNotFoundError:
            replace_text(path, secrets.token_hex(8))
            return path.read_text("ascii").strip()


def default_profile() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415  costs time, and --profile does not need it

    return user_data_path("kanbert-desktop", appauthor=False)


def hush() -> None:
    """Until there is a log file, nothing is logged to a person's terminal."""
    logging.getLogger().addHandler(logging.NullHandler())


class PlainTraces(logging.Formatter):
    """An error's own message may quote a card: a traceback says where and what kind, as in a report."""

    def formatException(self, ei: ExceptionInfo) -> str:
        from kanbert_desktop.app.faults.traces import told  # noqa: PLC0415  no start waits for it

        error = ei[1]
        return "\n".join(told(error)) if error is not None else ""


def start_logging(environment: Environment, redact: Callable[[logging.Handler], None]) -> None:
    """Everything from INFO up goes to a small rotating file, through `redact`; warnings of libraries too."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415  sockets and pickles, after the first paint

    try:
        handler = RotatingFileHandler(
            environment.logs / "kanbert-desktop.log",
            maxBytes=LOG_BYTES,
            backupCount=LOG_FILES,
            encoding="utf-8",
        )
    except OSError as error:
        print(f"No log is written: {error.strerror}.", file=sys.stderr)  # noqa: T201  the log cannot say it
        return
    os.chmod(handler.baseFilename, 0o600)  # noqa: PTH101  the handler knows its name as text
    handler.setFormatter(PlainTraces("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    redact(handler)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("httpx", "httpcore", "qasync", "hpack", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
