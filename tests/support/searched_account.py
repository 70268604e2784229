"""A profile with one signed-in account whose cards the desktop may search, without a server."""

from dataclasses import dataclass, replace
from pathlib import Path

from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.environment import Environment, Options
from support.offline_service import fill_store, open_offline_service_at
from support.open_account import OpenAccount

ACCOUNT = KnownAccount("https://kanbert.test", "p1", "Mira Kessler", "mira@x.test")


@dataclass
class SearchedAccount:
    environment: Environment
    account: KnownAccount

    @property
    def options(self) -> Options:
        return Options(profile=self.environment.profile)

    @property
    def store(self) -> Path:
        return self.environment.store_path(self.account.id)

    def record(self, **changes: object) -> None:
        """The account as it is from now on."""
        self.account = replace(self.account, **changes)
        AccountRegistry(self.environment.accounts).record_use(self.account)

    def open(self) -> OpenAccount:
        """As the window opens it."""
        return open_offline_service_at(self.store)


def searched_account(profile: Path, account: KnownAccount = ACCOUNT) -> SearchedAccount:
    """Writes the rows of `support.offline_service`."""
    environment = Environment.for_options(Options(profile=profile))
    created = SearchedAccount(environment, account)
    created.store.parent.mkdir(mode=0o700)
    fill_store(created.store)
    created.open().close()
    created.record()
    return created
