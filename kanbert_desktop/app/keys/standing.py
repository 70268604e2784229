"""Whether a process can speak for an account at all, told without a keyring and without the network's libraries."""

from kanbert_desktop.app.accounts.registry import KnownAccount, Registry
from kanbert_desktop.app.options import Options


def token_for(account: KnownAccount, options: Options, registry: Registry) -> str | None:
    """The environment's access token, for the account it was seen to belong to alone (I10)."""
    if not options.access_token:
        return None
    owner = registry.by_token(options.access_token, account.server)
    return options.access_token if owner is not None and owner.id == account.id else None


def lacking(account: KnownAccount, token: str | None, *, in_memory: bool) -> str | None:
    """Why not, as an error's key. `token` is the environment's, `in_memory` a sign-in of this very process."""
    if token is not None:
        return None
    if account.direct and not account.pasted:
        return "token_missing"
    if not account.kept and not in_memory:
        return "token_gone" if account.pasted else "sign_in_needed"
    return None
