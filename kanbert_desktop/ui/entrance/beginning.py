"""What the first page starts from: what is known already, and what this computer can offer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kanbert_desktop.app.accounts.registry import ANY_REDIRECT, Redirect
from kanbert_desktop.app.application import Application

Preset = Literal["none", "client_id", "sample"]
"""Whether the page is one button: an application that was given from outside, or the sample data of `--sandbox`."""


@dataclass(frozen=True, slots=True)
class Beginning:
    server: str
    client_id: str = ""
    redirect: Redirect = ANY_REDIRECT
    preset: Preset = "none"
    with_sample: bool = False
    others: Callable[[], bool] = lambda: False
    """Whether this computer knows accounts that are not shown here; asked for whenever the page comes up."""


def beginning(application: Application) -> Beginning:
    if application.options.sandbox:
        preset: Preset = "sample"
    else:
        preset = "client_id" if application.preset.client_id else "none"
    return Beginning(
        application.server,
        application.client_id,
        application.redirect,
        preset,
        with_sample=application.sandbox_available and preset != "sample",
        others=lambda: any(not account.is_here for account in application.accounts()),
    )
