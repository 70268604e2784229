"""The ways to come in: through a registered application, with or without a secret, or with a direct token."""

from dataclasses import dataclass, field
from typing import Literal

SignInKind = Literal["browser", "secret", "token"]
"""By an application without a secret, by one with a secret, or with an access token from Apps & API."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """Which redirect URL is registered. Nothing set: http://127.0.0.1/callback, any port (RFC 8252, 7.3)."""

    port: int | None = None
    """A fixed port, for a server that compares redirects exactly."""
    localhost: bool = False
    """Only the name `localhost` is registered."""

    @property
    def url(self) -> str:
        """What a person registers under Settings → Apps & API."""
        host = "localhost" if self.localhost else "127.0.0.1"
        return f"http://{host}:{self.port}/callback" if self.port else f"http://{host}/callback"


ANY_REDIRECT = Redirect()


@dataclass(frozen=True, slots=True)
class Registration:
    """A registered application as typed on the first page or preset by an administrator."""

    server: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    redirect: Redirect = ANY_REDIRECT


def has_browser() -> bool:
    """False where opening one is hopeless, as over a plain ssh: there the link is all there is."""
    import os  # noqa: PLC0415  asked by the page of a sign-in alone

    from kanbert_desktop.identity import browser  # noqa: PLC0415

    return browser.has_browser(os.environ)
