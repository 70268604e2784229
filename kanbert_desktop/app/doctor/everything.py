"""The whole examination of one profile."""

from functools import partial

from kanbert_desktop.app.accounts.choosing import chosen_account
from kanbert_desktop.app.accounts.registry import KnownAccount, Registry
from kanbert_desktop.app.coming_in.known import Known
from kanbert_desktop.app.doctor import installed, on_disk, outside
from kanbert_desktop.app.doctor.check import Check, Examination, examine
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.options import Options
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.domain.errors import StoreBroken

DISK_SECONDS = 30.0


def examine_everything(environment: Environment, options: Options) -> list[Check]:
    """Beside a window or alone: it takes no lock and writes nothing, so it also works where nothing else does."""
    return examine(
        [
            Examination(("profile",), partial(on_disk.profile, environment)),
            Examination(("database",), partial(on_disk.databases, environment), DISK_SECONDS),
            Examination(("folders",), partial(on_disk.folders, environment)),
            Examination(("logs",), partial(on_disk.logs, environment)),
            Examination(("space",), partial(on_disk.space, environment)),
            Examination(("keyring",), outside.keyring),
            Examination(("server", "clock"), partial(_server, environment, options), 10.0),
            Examination(("browser",), installed.browser),
            Examination(("sandbox",), installed.sandbox),
            Examination(("preset",), installed.preset),
            Examination(("versions",), installed.versions),
        ]
    )


def _server(environment: Environment, options: Options) -> list[Check]:
    account = _account(environment, options)
    known = Known(options, Settings(environment.settings), lambda: account)
    return outside.server(account, account.server if account else known.server)


def _account(environment: Environment, options: Options) -> KnownAccount | None:
    try:
        return chosen_account(options, environment, Registry(environment.accounts))
    except StoreBroken:
        return None
