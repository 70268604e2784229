"""What a sign-in starts from: options, earlier input, administrator preset, defaults; and input checks."""

import json
import logging
import os
import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

from kanbert_desktop.app.accounts.registry import ClientRegistration, KnownAccount, RedirectUrl
from kanbert_desktop.app.accounts.server_address import parse_server_address
from kanbert_desktop.app.environment import DEFAULT_SERVER, Options
from kanbert_desktop.app.settings import CLIENT_ID, REDIRECT_LOCALHOST, REDIRECT_PORT, SERVER, Settings
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.value_classes import dataclass, replace
from kanbert_desktop.net.origin import parse_origin

log = logging.getLogger(__name__)
PRESET_FILE = "settings.json"
MAX_PRESET_BYTES = 65_536
SettingOrigin = Literal["option", "administrator", "person"]
"""An option or variable, the administrator's file, or what the user typed (or left) when signing in."""
_HINTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("client_id_address", re.compile(r"\w+://|www\.|[\w.-]+\.\w+/|localhost\b", re.IGNORECASE)),
    ("client_id_email", re.compile(r"[^@\s]+@[^@\s]+")),
    ("client_id_space", re.compile(r".*\s", re.DOTALL)),
    # Passport's secrets have 40 characters; its access tokens are JSON web tokens.
    ("client_id_secret", re.compile(r"[\w-]{40}\Z|eyJ[\w-]+\.[\w-]+\.[\w-]*\Z|.{129}", re.DOTALL)),
)
_UUID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
_HEXADECIMAL = frozenset("0123456789abcdef")
IMPOSSIBLE_CLIENT_ID_KEYS = frozenset({"client_id_address", "client_id_email", "client_id_space"})
"""What a client ID can never be. The other keys are only hints: Kanbert documents no format."""


@dataclass(frozen=True, slots=True)
class AdminPreset:
    """None leaves the value to the user. `damaged_file` could not be read; `doctor` reports it."""

    server: str | None = None
    client_id: str | None = None
    redirect: RedirectUrl | None = None
    damaged_file: Path | None = None
    is_shared_computer: bool = False
    """Several people use one system account: what shows cards outside the window is off until it is switched on."""

    def with_options(self, options: Options) -> "AdminPreset":
        """Overrides the file with options and variables."""
        return replace(
            self, server=options.server or self.server, client_id=options.client_id or self.client_id
        )


@dataclass(frozen=True, slots=True)
class SettingWithOrigin:
    value: str
    origin: SettingOrigin


@dataclass(frozen=True, slots=True)
class SettingsWithOrigin:
    server: SettingWithOrigin
    client_id: SettingWithOrigin
    redirect: SettingWithOrigin


NO_PRESET = AdminPreset()


def preset_files() -> list[Path]:
    """The paths in order of precedence. The first file that exists is used."""
    from platformdirs import PlatformDirs  # noqa: PLC0415  slow, and needed by the first page only

    folders = PlatformDirs("kanbert-desktop", appauthor=False, multipath=True).site_config_dir
    return [Path(folder) / PRESET_FILE for folder in folders.split(os.pathsep)]


def read_preset(files: Iterable[Path]) -> AdminPreset:
    """Keys: `server`, `client_id`, `redirect_port`, `redirect_localhost`, `shared_computer`. A damaged file counts as none."""
    for path in files:
        try:
            with path.open("rb") as file:
                return _preset_from(json.loads(file.read(MAX_PRESET_BYTES)))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, InvalidInput) as error:
            log.warning("The administrator's settings in %s are ignored: %s", path, type(error).__name__)
            return AdminPreset(damaged_file=path)
    return NO_PRESET


def _preset_from(data: object) -> AdminPreset:
    """Ignores unknown keys. Raises `ValueError` or `InvalidInput` for impossible values."""
    if not isinstance(data, dict):
        raise ValueError("no object")  # noqa: TRY004  a damaged file, as unreadable JSON is
    server, client_id = _text(data, "server"), _text(data, "client_id")
    port, localhost = data.get("redirect_port"), data.get("redirect_localhost")
    if port is not None and (type(port) is not int or not 0 < port < 65_536):
        raise ValueError("redirect_port")
    if localhost not in (None, True, False):
        raise ValueError("redirect_localhost")
    is_shared = data.get("shared_computer", False)
    if type(is_shared) is not bool:
        raise ValueError("shared_computer")
    redirect = None if port is None and localhost is None else RedirectUrl(port, bool(localhost))
    return AdminPreset(
        parse_origin(server) if server else None, client_id, redirect, is_shared_computer=is_shared
    )


def _text(data: dict[str, object], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(name)
    return (value or "").strip() or None


class SignInSettings:
    """Precedence: option or variable, then what was typed, then the administrator's file, then the default."""

    def __init__(
        self, options: Options, settings: Settings, account: Callable[[], KnownAccount | None]
    ) -> None:
        self._options = options
        self._settings = settings
        self._account = account

    @cached_property
    def preset(self) -> AdminPreset:
        """Read on first use: a user who is signed in never waits for it."""
        return read_preset(preset_files()).with_options(self._options)

    @property
    def server(self) -> str:
        return self._options.server or self._settings.get(SERVER) or self.preset.server or DEFAULT_SERVER

    @property
    def client_id(self) -> str:
        """Empty if the user must still enter it."""
        account = self._account()
        of_account = account.client_id if account and account.server == self.server else ""
        typed = self._options.client_id or self._settings.get(CLIENT_ID)
        return typed or of_account or self.preset.client_id or ""

    @property
    def redirect(self) -> RedirectUrl:
        typed = RedirectUrl(self._settings.get(REDIRECT_PORT) or None, self._settings.get(REDIRECT_LOCALHOST))
        return typed if typed != RedirectUrl() else self.preset.redirect or typed

    def registration(self, server: str | None = None, client_id: str | None = None) -> ClientRegistration:
        """`server` and `client_id` replace the known values. The secret is the environment's, if any."""
        where, what = server or self.server, client_id or self.client_id
        return ClientRegistration(where, what, self._options.client_secret_for(where, what), self.redirect)

    def save(self, typed: ClientRegistration) -> None:
        """Stores the input for the next time. The secret goes to the keyring with the account, never here."""
        self._settings.put(SERVER, typed.server)
        self._settings.put(CLIENT_ID, typed.client_id)
        self._settings.put(REDIRECT_PORT, typed.redirect.port or 0)
        self._settings.put(REDIRECT_LOCALHOST, typed.redirect.localhost)


def settings_with_origin(
    options: Options,
    account: KnownAccount,
    preset: Callable[[], AdminPreset] = lambda: read_preset(preset_files()),
) -> SettingsWithOrigin:
    """`preset` is the administrator's file alone."""
    fixed = preset()
    return SettingsWithOrigin(
        _with_origin(account.server, options.server, fixed.server),
        _with_origin(account.client_id, options.client_id, fixed.client_id),
        _with_origin(account.redirect.url, None, fixed.redirect.url if fixed.redirect else None),
    )


def _with_origin(value: str, option: str | None, administrator: str | None) -> SettingWithOrigin:
    """Names the first source, in order of precedence, that has the value in force."""
    if value and value == option:
        return SettingWithOrigin(value, "option")
    return SettingWithOrigin(value, "administrator" if value and value == administrator else "person")


def check_client_id(text: str) -> str | None:
    """Returns the key of the text that says what this looks like instead. None if it is plausible or empty."""
    typed = text.strip()
    return next((key for key, form in _HINTS if form.match(typed)), None)


def has_usual_form(client_id: str) -> bool | None:
    """Returns whether it is a UUID, as Laravel Passport gives out [G]. None for the beginning of one."""
    typed = client_id.strip().lower()
    if len(typed) < len(_UUID_FORM):
        return None if _fits(typed) else False
    return len(typed) == len(_UUID_FORM) and _fits(typed)


def _fits(beginning: str) -> bool:
    pairs = zip(beginning, _UUID_FORM, strict=False)
    return all((char == "-") if place == "-" else char in _HEXADECIMAL for char, place in pairs)


def check_server_address(text: str) -> InvalidInput | None:
    """Returns why this address would be rejected. None if it is usable or empty."""
    if not text.strip():
        return None
    try:
        parse_server_address(text)
    except InvalidInput as error:
        return error
    return None
