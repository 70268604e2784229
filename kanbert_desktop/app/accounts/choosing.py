"""Which account is meant: by access token, by sandbox, by server, or the one that was here last."""

from kanbert_desktop.app.accounts.registry import KnownAccount, Registry
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.options import Options


def chosen_account(options: Options, environment: Environment, registry: Registry) -> KnownAccount | None:
    """None where nobody is signed in there, or the token has not been seen yet."""
    if options.account:
        named = registry.get(options.account)
        return named if named is not None and named.signed_in else None
    sandbox = None
    if options.sandbox:
        from kanbert_desktop.app.sandbox_process import sandbox_id  # noqa: PLC0415  Qt, which a shell does not wait for

        sandbox = sandbox_id(environment.sandbox)
        if sandbox is None:
            return None
    if options.access_token:
        known = registry.by_token(options.access_token, options.server)
        return known if known is not None and known.sandbox == sandbox else None
    return registry.last(server=options.server, sandbox=sandbox)


def known_account(
    registry: Registry, *, server: str | None = None, on_sample_data: bool = False
) -> KnownAccount | None:
    """Who was here last, signed in or not: on that server, on the sample data, or anywhere."""
    for account in registry.accounts():
        is_sample = account.sandbox is not None
        if (is_sample or not on_sample_data) and (
            server is None or (account.server == server and not is_sample)
        ):
            return account
    return None
