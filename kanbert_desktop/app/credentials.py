"""Which credentials an account has here: its access token from the environment, or the kept sign-in."""

from collections.abc import Callable
from datetime import datetime

from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.options import Options
from kanbert_desktop.app.registry import KnownAccount
from kanbert_desktop.domain.errors import SignInNeeded
from kanbert_desktop.identity.application import Application
from kanbert_desktop.identity.kept_tokens import KeptTokens, vault_service
from kanbert_desktop.identity.tokens import BrowserCredentials, Credentials, DirectToken, TokenSet
from kanbert_desktop.identity.vault import AnyVault, MemoryVault, Vault

Now = Callable[[], datetime]


def direct(server: str, options: Options) -> DirectToken | None:
    return DirectToken(server, options.access_token) if options.access_token else None


class Keys:
    """The credentials of this profile's accounts; one vault per account, so that a memory-only one lasts the run."""

    def __init__(self, environment: Environment, options: Options, now: Now) -> None:
        self._environment = environment
        self._options = options
        self._now = now
        self._in_memory: dict[str, MemoryVault] = {}

    def of(self, account: KnownAccount, server: str, tokens: TokenSet | None = None) -> Credentials:
        """`server` is where it can be reached now. `SignInNeeded` where only a token that is not there will do."""
        token = direct(server, self._options)
        if token is not None:
            return token
        if account.direct:
            raise SignInNeeded("token_missing")
        if not account.kept and account.id not in self._in_memory:
            raise SignInNeeded("sign_in_needed")
        return BrowserCredentials(
            self.application(account, server),
            self.kept(account),
            lock_file=self._environment.refresh_lock(account.id),
            now=self._now,
            tokens=tokens,
        )

    def application(self, account: KnownAccount, server: str) -> Application:
        return Application(server, account.client_id, self._options.client_secret)

    def kept(self, account: KnownAccount) -> KeptTokens:
        issuer = f"sandbox:{account.sandbox}" if account.sandbox else account.server
        return KeptTokens(self._vault(account), issuer, account.user)

    def use_keyring(self, account: KnownAccount) -> None:
        """A new sign-in tries it again, also where there was none before."""
        self._in_memory.pop(account.id, None)

    def keep_in_memory(self, account: KnownAccount) -> None:
        """There is no keyring: signed in until quitting, nothing on disk."""
        self._in_memory.setdefault(account.id, MemoryVault())

    def _vault(self, account: KnownAccount) -> AnyVault:
        kept = self._in_memory.get(account.id)
        return kept or Vault(vault_service(f"{self._environment.profile_id()}:{account.id}"))
