"""The accounts of this profile in `accounts/index.json`, and how each signs in. Contains no secret."""

import hashlib
import json
import logging
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_type_hints

from kanbert_desktop.app.accounts.sandbox_identity import sandbox_id
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.json_files import (
    UnreadableFile,
    is_plain_json,
    quarantine,
    quarantined_files,
    read_json_object,
)
from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.value_classes import asdict, dataclass, field, replace
from kanbert_desktop.net.origin import parse_origin
from kanbert_desktop.store.durable_files import replace_file
from kanbert_desktop.store.errors import translate_os_error

log = logging.getLogger(__name__)
_SHA256_BLOCK = 64
SignInMethod = Literal["browser", "secret", "token", "sample"]
"""Through an OAuth client without a secret, through one with a secret, or with an access token from Apps & API.

"sample": not at all, see `KnownAccount.uses_sandbox_token`.
"""


def _sha256(data: bytes) -> Any:  # noqa: ANN401  the class has no name
    """Does without OpenSSL, which `hashlib` takes 2 ms of a start to load."""
    try:
        module = import_module("_sha2" if sys.version_info >= (3, 12) else "_sha256")
    except ImportError:
        module = hashlib
    return module.sha256(data)


def hmac_sha256(key: bytes, message: bytes) -> str:
    """As `hmac` in RFC 2104: that module loads OpenSSL too."""
    padded = (key if len(key) <= _SHA256_BLOCK else _sha256(key).digest()).ljust(_SHA256_BLOCK, b"\0")
    inner = _sha256(bytes(byte ^ 0x36 for byte in padded) + message).digest()
    return str(_sha256(bytes(byte ^ 0x5C for byte in padded) + inner).hexdigest())


@dataclass(frozen=True, slots=True)
class RedirectUrl:
    """Which redirect URL is registered. The default is http://127.0.0.1/callback with any port (RFC 8252, 7.3)."""

    port: int | None = None
    """A fixed port, for a server that compares redirect URLs exactly."""
    localhost: bool = False
    """True if only the name `localhost` is registered."""

    @property
    def url(self) -> str:
        """The URL to register under Settings → Apps & API."""
        host = "localhost" if self.localhost else "127.0.0.1"
        return f"http://{host}:{self.port}/callback" if self.port else f"http://{host}/callback"


ANY_REDIRECT_URL = RedirectUrl()


@dataclass(frozen=True, slots=True)
class ClientRegistration:
    """An OAuth client as typed on the first page or preset by an administrator."""

    server: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    redirect: RedirectUrl = ANY_REDIRECT_URL


def has_browser() -> bool:
    """Returns False if no browser can be opened, for example over ssh: only the link is shown then."""
    from kanbert_desktop.identity import browser  # noqa: PLC0415

    return browser.has_browser(os.environ)


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """One user of one server. `sandbox` is the id of the sample server that replaces the server, if any."""

    server: str
    user: str
    name: str
    email: str
    client_id: str = ""
    sandbox: str | None = None
    direct: bool = False
    """Signed in with an access token. A token from the environment is never stored."""
    kept: bool = True
    """False if there was no keyring: the sign-in ended with its process."""
    pasted: bool = False
    """The access token was typed here and is in the keyring."""
    has_secret: bool = False
    """The OAuth client has a secret: from the environment, or in the keyring."""
    redirect_port: int | None = None
    redirect_localhost: bool = False
    may_write: bool = True
    """False if the last granted scope did not include writing."""
    signed_in: bool = True
    last_used: str = ""

    @property
    def id(self) -> str:
        """Names the account's folder and its keyring item."""
        home = f"sandbox:{self.sandbox}" if self.sandbox else self.server
        return str(_sha256(f"{home}\n{self.user}".encode()).hexdigest())[:32]

    @property
    def uses_sandbox_token(self) -> bool:
        """Whether the sandbox's own token opens it, which the sandbox tells whoever starts it. The keyring holds nothing."""
        return self.sandbox is not None and self.direct and not self.pasted

    @property
    def redirect(self) -> RedirectUrl:
        return RedirectUrl(self.redirect_port, self.redirect_localhost)

    @property
    def person(self) -> Person:
        return Person(PersonId(self.user), self.name, self.email)


class _Index(NamedTuple):
    """`tokens` maps token fingerprints to account ids. `lost` counts what could not be read."""

    accounts: dict[str, KnownAccount]
    tokens: dict[str, str]
    lost: int = 0


_TYPES = {name: get_args(type_) or (type_,) for name, type_ in get_type_hints(KnownAccount).items()}


def _account(row: object) -> KnownAccount | None:
    """Reads a row of any version: missing values get their default, unknown values are ignored.

    Returns None for a damaged row. No field is guessed: a wrong one would lead to another user's folder.
    """
    if not isinstance(row, dict) or not is_plain_json(row):
        return None
    known = {name: value for name, value in row.items() if name in _TYPES}
    if not all(type(value) in _TYPES[name] for name, value in known.items()):
        return None
    try:
        account = KnownAccount(**known)
        parse_origin(account.server)
    except (TypeError, InvalidInput):
        return None
    is_port = account.redirect_port is None or 0 < account.redirect_port < 1 << 16
    return account if account.user and is_port else None


class AccountRegistry:
    """Reads the file for every query, so that a verb and a window agree. Writes it as a whole.

    Every method raises `StoreError` if the disk fails; nothing has changed then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "index.json"
        self._key_path = folder / "fingerprint.key"

    def accounts(self) -> list[KnownAccount]:
        """The account used last comes first."""
        return sorted(self._read().accounts.values(), key=lambda account: account.last_used, reverse=True)

    def last_signed_in(self, *, server: str | None = None, sandbox: str | None = None) -> KnownAccount | None:
        """Returns the account used last, there or anywhere. Returns None if that account has signed out."""
        matching = [
            account
            for account in self.accounts()
            if (server is None or (account.server == server and account.sandbox is None))
            and (sandbox is None or account.sandbox == sandbox)
        ]
        return matching[0] if matching and matching[0].signed_in else None

    def get(self, account_id: str) -> KnownAccount | None:
        return self._read().accounts.get(account_id)

    def record_use(self, account: KnownAccount, *, token: str | None = None) -> KnownAccount:
        """Records that the account was used now. `token` leads to it from now on; the token itself is not stored."""
        accounts, tokens, _ = self._read()
        used = replace(account, last_used=datetime.now(UTC).isoformat())
        accounts[used.id] = used
        if token is not None:
            tokens[self._fingerprint(account.server, token)] = used.id
        self._write(accounts.values(), tokens)
        return used

    def find_by_token(self, token: str, server: str | None) -> KnownAccount | None:
        """Returns the account that used this token before, on that server or on any."""
        accounts, tokens, _ = self._read()
        servers = [server] if server else sorted({account.server for account in accounts.values()})
        for origin in servers:
            found = tokens.get(self._fingerprint(origin, token)) if tokens else None
            if found in accounts:
                return accounts[found]
        return None

    def set_write_access(self, account_id: str, allowed: bool) -> None:
        """Stores for the next start what the server granted last."""
        accounts, tokens, _ = self._read()
        known = accounts.get(account_id)
        if known is not None and known.may_write is not allowed:
            accounts[account_id] = replace(known, may_write=allowed)
            self._write(accounts.values(), tokens)

    def mark_signed_out(self, account_id: str) -> None:
        accounts, tokens, _ = self._read()
        if account_id not in accounts:
            return
        accounts[account_id] = replace(accounts[account_id], signed_in=False)
        left = {fingerprint: owner for fingerprint, owner in tokens.items() if owner != account_id}
        self._write(accounts.values(), left)

    def remove(self, account_id: str) -> None:
        """Removes every trace of the account, including quarantined files, which may name it."""
        accounts, tokens, lost = self._read()
        if accounts.pop(account_id, None) is not None or lost:
            left = {fingerprint: owner for fingerprint, owner in tokens.items() if owner != account_id}
            self._write(accounts.values(), left)
        for path in quarantined_files(self._path):
            path.unlink(missing_ok=True)

    def _fingerprint(self, server: str, token: str) -> str:
        """Keyed, so that nobody can test tokens against the file alone."""
        return hmac_sha256(self._key(), f"{server}\n{token}".encode())

    def _key(self) -> bytes:
        try:
            return bytes.fromhex(self._key_path.read_text("ascii"))
        except (FileNotFoundError, ValueError):
            key = os.urandom(32)
        except OSError as error:
            raise translate_os_error(error, self._key_path) from error
        try:
            replace_file(self._key_path, key.hex())
        except OSError as error:
            raise translate_os_error(error, self._key_path) from error
        return key

    def lost_row_count(self) -> int:
        """Returns how many rows cannot be read: 1 if the whole file is damaged, 0 if it is sound."""
        return self._read().lost

    def _read(self) -> _Index:
        try:
            data = read_json_object(self._path)
        except UnreadableFile as error:
            log.warning("The list of accounts is unreadable (%s); sign in again to find your boards", error)
            return _Index({}, {}, 1)
        except OSError as error:
            # An unreadable list is not an empty one: the next write would replace every account.
            raise translate_os_error(error, self._path) from error
        if not data:
            return _Index({}, {})
        rows, tokens = data.get("accounts"), data.get("tokens", {})
        if not isinstance(rows, list) or not isinstance(tokens, dict):
            log.warning("The list of accounts is unreadable; sign in again to find your boards")
            return _Index({}, {}, 1)
        found = [account for row in rows if (account := _account(row)) is not None]
        pairs = {
            name: owner
            for name, owner in tokens.items()
            if isinstance(owner, str) and is_plain_json([name, owner])
        }
        lost = len(rows) - len(found) + len(tokens) - len(pairs)
        if lost:
            log.warning("%d row(s) of the list of accounts are unreadable", lost)
        return _Index({account.id: account for account in found}, pairs, lost)

    def _write(self, accounts: Iterable[KnownAccount], tokens: dict[str, str]) -> None:
        data: dict[str, Any] = {
            "version": 1,
            "accounts": [asdict(account) for account in accounts],
            "tokens": tokens,
        }
        try:
            if self._read().lost:
                quarantine(self._path)
            replace_file(self._path, json.dumps(data, indent=1))
        except OSError as error:
            raise translate_os_error(error, self._path) from error


def chosen_account(
    options: Options, environment: Environment, registry: AccountRegistry
) -> KnownAccount | None:
    """Returns None if nobody is signed in there or the token has not been used before."""
    if options.account:
        named = registry.get(options.account)
        return named if named is not None and named.signed_in else None
    sandbox = None
    if options.sandbox:
        sandbox = sandbox_id(environment.sandbox)
        if sandbox is None:
            return None
    if options.access_token:
        known = registry.find_by_token(options.access_token, options.server)
        return known if known is not None and known.sandbox == sandbox else None
    return registry.last_signed_in(server=options.server, sandbox=sandbox)


def last_known_account(
    registry: AccountRegistry, *, server: str | None = None, on_sample_data: bool = False
) -> KnownAccount | None:
    """Returns the account that was used last, signed in or not: on `server`, on the sample data, or anywhere."""
    for account in registry.accounts():
        is_sample = account.sandbox is not None
        if (is_sample or not on_sample_data) and (
            server is None or (account.server == server and not is_sample)
        ):
            return account
    return None


def environment_token_for(account: KnownAccount, options: Options, registry: AccountRegistry) -> str | None:
    """Returns the environment's access token if it is known to belong to this account (I10)."""
    if not options.access_token:
        return None
    owner = registry.find_by_token(options.access_token, account.server)
    return options.access_token if owner is not None and owner.id == account.id else None


def missing_credential_key(account: KnownAccount, token: str | None, *, in_memory: bool) -> str | None:
    """Returns the error key, or None. `token` is the environment's. `in_memory`: this process holds the credentials."""
    if token is not None or account.uses_sandbox_token:
        return None
    if account.direct and not account.pasted:
        return "token_missing"
    if not account.kept and not in_memory:
        return "token_gone" if account.pasted else "sign_in_needed"
    return None
