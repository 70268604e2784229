"""The registered application a person signs in through."""

from dataclasses import dataclass, field

from kanbert_desktop.net.origin import read_origin
from kanbert_desktop.net.redaction import conceal


@dataclass(frozen=True, slots=True)
class Application:
    """`server` is an origin; plain http is refused unless it is this computer."""

    server: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    # For a server that refuses a secret and a verifier together: not known of Kanbert.
    pkce_beside_secret: bool = True
    # What the server calls itself in `iss` (RFC 9207), where that is not its origin.
    issuer: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "server", read_origin(self.server))
        object.__setattr__(self, "issuer", (self.issuer or self.server).removesuffix("/"))
        conceal(self.client_secret)

    @property
    def uses_pkce(self) -> bool:
        return self.client_secret is None or self.pkce_beside_secret

    @property
    def authorize_url(self) -> str:
        return f"{self.server}/oauth/authorize"

    @property
    def token_url(self) -> str:
        return f"{self.server}/oauth/token"

    @property
    def revoke_url(self) -> str:
        return f"{self.server}/oauth/revoke"
