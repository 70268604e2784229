"""Whether the desktop's search may offer cards of this computer, and of whom."""

from collections.abc import Iterable
from pathlib import Path

from kanbert_desktop.app.accounts.registry import (
    AccountRegistry,
    KnownAccount,
    chosen_account,
    environment_token_for,
    missing_credential_key,
)
from kanbert_desktop.app.accounts.sign_in_settings import preset_files, read_preset
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.settings import DESKTOP_SEARCH, Settings


def is_search_on(settings: Settings, presets: Iterable[Path] | None = None) -> bool:
    """What the user chose, else yes, unless the administrator calls the computer shared."""
    chosen = settings.get(DESKTOP_SEARCH)
    if chosen:
        return chosen == "on"
    return not read_preset(preset_files() if presets is None else presets).is_shared_computer


def searched_account(environment: Environment, options: Options) -> KnownAccount | None:
    """The account whose cards are offered. None if it signed out, or its sign-in ended with the process that had it.

    Raises `StoreError`.
    """
    registry = AccountRegistry(environment.accounts)
    account = chosen_account(options, environment, registry)
    if account is None:
        return None
    token = environment_token_for(account, options, registry)
    return account if missing_credential_key(account, token, in_memory=False) is None else None
