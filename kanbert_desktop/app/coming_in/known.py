"""What a sign-in may start from: options, what was typed before, what an administrator fixed, our default."""

from collections.abc import Callable
from functools import cached_property

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.ways_in import Redirect, Registration
from kanbert_desktop.app.coming_in.preset import Preset, preset_files, read_preset
from kanbert_desktop.app.options import DEFAULT_SERVER, Options
from kanbert_desktop.app.settings import CLIENT_ID, REDIRECT_LOCALHOST, REDIRECT_PORT, SERVER, Settings


class Known:
    """Precedence: option or variable, then what was typed, then the administrator's file, then the default."""

    def __init__(
        self, options: Options, settings: Settings, account: Callable[[], KnownAccount | None]
    ) -> None:
        self._options = options
        self._settings = settings
        self._account = account

    @cached_property
    def preset(self) -> Preset:
        """Read when it is first asked for: whoever is signed in already never waits for it."""
        return read_preset(preset_files()).under(self._options)

    @property
    def server(self) -> str:
        return self._options.server or self._settings.get(SERVER) or self.preset.server or DEFAULT_SERVER

    @property
    def client_id(self) -> str:
        """Empty where a person must still paste it."""
        account = self._account()
        of_account = account.client_id if account and account.server == self.server else ""
        typed = self._options.client_id or self._settings.get(CLIENT_ID)
        return typed or of_account or self.preset.client_id or ""

    @property
    def redirect(self) -> Redirect:
        typed = Redirect(self._settings.get(REDIRECT_PORT) or None, self._settings.get(REDIRECT_LOCALHOST))
        return typed if typed != Redirect() else self.preset.redirect or typed

    def registration(self, server: str | None = None, client_id: str | None = None) -> Registration:
        """With what is named here in its place; the secret is the environment's, if any."""
        where, what = server or self.server, client_id or self.client_id
        return Registration(where, what, self._options.secret_for(where, what), self.redirect)

    def remember(self, typed: Registration) -> None:
        """For the next time; the secret goes to the keyring with the account, never here."""
        self._settings.put(SERVER, typed.server)
        self._settings.put(CLIENT_ID, typed.client_id)
        self._settings.put(REDIRECT_PORT, typed.redirect.port or 0)
        self._settings.put(REDIRECT_LOCALHOST, typed.redirect.localhost)
