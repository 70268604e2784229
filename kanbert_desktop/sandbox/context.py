"""What handlers share; behaviour switches; secrets shown once."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import Request

from kanbert_desktop.sandbox.state import SandboxState


@dataclass
class ServerBehaviour:
    """May be turned while the server runs. All but the last stand for a guess [G] of kanbert-api.md."""

    loopback_any_port: bool = True
    issue_refresh_token: bool = True
    refresh_grace_seconds: int = 0
    token_seconds: int = 3600
    code_seconds: int = 60
    revocation_endpoint: bool = False
    metadata_document: bool = False
    issuer_parameter: bool = False
    remembers_consent: bool = False
    pkce_beside_secret: bool = True
    page_limit: int = 30
    cursor_tie_break: bool = True
    filter_external_id: bool = True
    sub_tasks_default: Literal["with", "only", "without"] = "with"
    task_writes: bool = True
    comments_readable: bool = True
    distinct_updated_at: bool = False
    passport_errors: bool = False
    long_tokens: bool = False
    prefilled_login: bool = False


def passport_behaviour() -> ServerBehaviour:
    """What Laravel Passport does out of the box, Kanbert's likely engine (kanbert-api.md 1, [G])."""
    return ServerBehaviour(
        passport_errors=True,
        long_tokens=True,
        remembers_consent=True,
        token_seconds=365 * 86_400,
        code_seconds=600,
    )


BEHAVIOURS: Mapping[str, Callable[[], ServerBehaviour]] = {
    "kanbert": ServerBehaviour,
    "passport": passport_behaviour,
}
"""Sets of switches with a name; the first is what stands when nobody says anything."""


_MOST = 100


class OneTimeSecrets:
    """`subject` says whose secret it is; what nobody fetched is forgotten, the oldest first."""

    def __init__(self) -> None:
        self._secrets: OrderedDict[tuple[str, str], str] = OrderedDict()

    def __repr__(self) -> str:
        return "ShownOnce(…)"

    def store(self, session: str, subject: str, secret: str) -> None:
        self._secrets[session, subject] = secret
        while len(self._secrets) > _MOST:
            self._secrets.popitem(last=False)

    def pop(self, session: str, subject: str) -> str | None:
        return self._secrets.pop((session, subject), None)


@dataclass(frozen=True)
class AppContext:
    state: SandboxState
    behaviour: ServerBehaviour
    one_time_secrets: OneTimeSecrets = field(default_factory=OneTimeSecrets)


def context_of(request: Request) -> AppContext:
    house = request.app.state.house
    assert isinstance(house, AppContext)  # noqa: S101 — Starlette's state is untyped
    return house
