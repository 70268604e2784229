"""What the command line and the environment said, checked."""

from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_SERVER = "https://api.kanbert.com"


@dataclass(frozen=True, slots=True)
class Options:
    """`server` is an origin, None where nobody named one. The secrets never show in a repr."""

    server: str | None = None
    client_id: str | None = None
    profile: Path | None = None
    sandbox: bool = False
    account: str | None = None
    """Of several accounts in this profile the one that is meant, by the id that names its folder."""
    hidden: bool = False
    """The window stays in the tray, where there is one."""
    capture: bool = False
    """The capture window is wanted."""
    link: str | None = None
    """A link that was given instead of any word, as it was given."""
    access_token: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)

    def secret_for(self, server: str, client_id: str) -> str | None:
        """The client secret, for the server and the application that it was given for alone."""
        fits = self.server in (None, server) and self.client_id in (None, client_id)
        return self.client_secret if fits else None
