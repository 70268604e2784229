"""Lists accounts and switches to one: this profile's in this window, others in their own windows."""

from contextlib import suppress
from pathlib import Path
from typing import Literal

from kanbert_desktop.app.accounts.current import CurrentAccount
from kanbert_desktop.app.accounts.profiles import ProfileFamily
from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.domain.errors import KanbertError, SignInRequired, StoreError
from kanbert_desktop.domain.events import AccountSwitched, SyncState
from kanbert_desktop.domain.value_classes import dataclass

AccountStatus = Literal["ready", "signed_out", "needs_sign_in"]


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """`is_current`: this window shows it. `in_this_profile`: this window can show it."""

    account: KnownAccount
    profile: Path
    status: AccountStatus
    is_current: bool
    in_this_profile: bool


def list_accounts(current: CurrentAccount) -> list[ListedAccount]:
    """This profile's accounts first, then those of other profiles, by name and server. Reads a few small files."""
    own_profile = current.environment.profile
    family = ProfileFamily(own_profile).profiles()
    found: list[ListedAccount] = []
    for profile in [own_profile, *(other for other in family if other != own_profile)]:
        try:
            accounts = AccountRegistry(Environment(profile).accounts).accounts()
        except StoreError:
            # The other accounts remain available.
            continue
        found += [_listed_account(current, account, profile) for account in sorted(accounts, key=_by_name)]
    return found


def _by_name(account: KnownAccount) -> tuple[str, str, str]:
    return account.name.casefold(), account.server, account.user


def _listed_account(current: CurrentAccount, account: KnownAccount, profile: Path) -> ListedAccount:
    in_this_profile = profile == current.environment.profile
    open_account = current.account
    is_current = in_this_profile and open_account is not None and open_account.id == account.id
    status = _status(account)
    if is_current and current.session is not None:
        state = current.session.status().state
        status = "needs_sign_in" if state is SyncState.NEEDS_SIGN_IN else "ready"
    return ListedAccount(account, profile, status, is_current, in_this_profile)


def _status(account: KnownAccount) -> AccountStatus:
    """As far as the list of accounts tells: without a keyring, or with a variable, a sign-in ends with its process."""
    if not account.signed_in:
        return "signed_out"
    lasts = account.uses_sandbox_token or (account.kept and (account.pasted or not account.direct))
    return "ready" if lasts else "needs_sign_in"


async def switch_to(current: CurrentAccount, account_id: str) -> None:
    """Switches to another account of this profile. `AccountSwitched` is published once its boards are open.

    The old account's sync ends before anything of the new one is read, and its edits are on disk before the new
    one connects (I10). Raises `SignInRequired` (nobody is signed in there), `StoreError` (its file; the old
    account stays open), or the error that prevented connecting (the new account is open then).
    """
    account = current.registry.get(account_id)
    if account is None or not account.signed_in:
        raise SignInRequired("not_signed_in")
    old = current.require_session()
    if old.account.id == account_id:
        return
    await old.disconnect()
    try:
        session = await current.open_in_thread(account)
    except KanbertError:
        current.session = old
        await current.connect()
        raise
    # Failing to record the last account is no reason to keep the boards closed.
    with suppress(StoreError):
        current.registry.record_use(account)
    current.keyring_problem = None
    current.bus.publish(AccountSwitched())
    await old.close()
    session.replica.build_index()
    await current.connect()
