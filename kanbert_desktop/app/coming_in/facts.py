"""What the open account came in by, and who said so: for people who want to know, and for those who help them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.coming_in.preset import Preset, preset_files, read_preset
from kanbert_desktop.app.options import Options

Origin = Literal["option", "administrator", "person"]
"""An option or variable, the administrator's file, or what the person typed (or left) when signing in."""


@dataclass(frozen=True, slots=True)
class Fact:
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Facts:
    server: Fact
    client_id: Fact
    redirect: Fact


def facts(
    options: Options,
    account: KnownAccount,
    preset: Callable[[], Preset] = lambda: read_preset(preset_files()),
) -> Facts:
    """`preset` is the administrator's file alone."""
    fixed = preset()
    return Facts(
        _fact(account.server, options.server, fixed.server),
        _fact(account.client_id, options.client_id, fixed.client_id),
        _fact(account.redirect.url, None, fixed.redirect.url if fixed.redirect else None),
    )


def _fact(value: str, option: str | None, administrator: str | None) -> Fact:
    """Whoever said the same as is in force, in the order in which they are asked."""
    if value and value == option:
        return Fact(value, "option")
    return Fact(value, "administrator" if value and value == administrator else "person")
