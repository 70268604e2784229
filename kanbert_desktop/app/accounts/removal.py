"""Removes an account from this computer: nothing that names it or belongs to it stays in the profile."""

import shutil
from contextlib import closing
from pathlib import Path

from kanbert_desktop.app.accounts.current import CurrentAccount
from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_out import UnsentCounts, count_unsent, revoke_account_tokens, sign_out
from kanbert_desktop.domain.errors import KeyringUnavailable, Refused, SignInRequired, StoreError
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import local, outbox
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.pending_changes import PendingChanges


async def remove_account(current: CurrentAccount, account: KnownAccount | None, *, discard: bool) -> None:
    """Signs out first if necessary, then deletes the keyring items, the account's folder and its name.

    Raises `SignInRequired("not_signed_in")` if no account is given, `Refused("unsent")` if something is unsent and
    `discard` is False (nothing has changed then), `KeyringUnavailable` or `StoreError`: repeating the call resumes
    where it stopped.
    """
    if account is None:
        raise SignInRequired("not_signed_in")
    open_account = current.account
    if open_account is not None and open_account.id == account.id:
        await sign_out(current, "discard" if discard else "refuse")
        account = replace(account, signed_in=False)
    folder = current.environment.store_path(account.id).parent
    if not discard:
        _require_nothing_unsent(current.environment.store_path(account.id))
    await _delete_keyring_items(current, account)
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError:
        raise StoreError("boards_left", path=str(folder)) from None
    current.registry.remove(account.id)


def count_unsent_of(current: CurrentAccount, account: KnownAccount) -> UnsentCounts:
    """Counts what exists only on this computer. The account may be the open one."""
    open_account = current.account
    if open_account is not None and open_account.id == account.id:
        return count_unsent(current.session)
    return _count_unsent_in(current.environment.store_path(account.id))


def _require_nothing_unsent(store: Path) -> None:
    left = _count_unsent_in(store)
    if left.total:
        raise Refused(
            "unsent",
            count=left.total,
            pending=left.pending + left.unreadable,
            parked=left.parked,
            drafts=left.drafts,
        )


def _count_unsent_in(path: Path) -> UnsentCounts:
    if not path.exists():
        return UnsentCounts()
    with closing(open_store(path).store) as store:
        entries, newer = outbox.read(store.read())
        texts = [text for text in local.drafts(store.read()).values() if text.strip()]
    pending = PendingChanges(lambda _key: None)
    pending.put(entries)
    return UnsentCounts(pending.to_send_count(), pending.parked_count(), len(texts), newer)


async def _delete_keyring_items(current: CurrentAccount, account: KnownAccount) -> None:
    """The environment's token was never stored. A keyring that is absent holds nothing."""
    if account.direct and not account.pasted and not account.has_secret:
        return
    current.credentials.allow_keyring_prompt()
    try:
        if account.signed_in and not account.direct:
            await revoke_account_tokens(current, account)
        await current.credentials.delete(account)
    except KeyringUnavailable as error:
        if error.key != "keyring_absent":
            raise
