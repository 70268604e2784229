"""What request handlers share: sandbox state, server behaviour, secrets that are shown once."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import Request

from kanbert_desktop.sandbox.state import SandboxState


@dataclass
class ServerBehaviour:
    """Can be changed while the server runs. All but the last stand for a guess (KANBERT_API.md 7.1)."""

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
    efforts_readable: bool = True
    efforts_grantable: bool = True
    distinct_updated_at: bool = False
    passport_errors: bool = False
    long_tokens: bool = False
    prefilled_login: bool = False


def passport_behaviour() -> ServerBehaviour:
    """The defaults of Laravel Passport, probably the engine of Kanbert (KANBERT_API.md 1, [G])."""
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
"""Named sets of switches; the first is the default."""


_MOST = 100


class OneTimeSecrets:
    """Secrets by session and `subject`. If too many wait, the oldest is dropped."""

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
    context = request.app.state.context
    assert isinstance(context, AppContext)  # noqa: S101 — Starlette's state is untyped
    return context
