"""How somebody comes in: the first page, the page of a sign-in under way, and the way between them."""

from collections.abc import Callable
from datetime import datetime

from kanbert_desktop.app.application import Application
from kanbert_desktop.ui.entrance.first_run_page import FirstRunPage
from kanbert_desktop.ui.entrance.sign_in_journey import SignInJourney
from kanbert_desktop.ui.entrance.sign_in_page import SignInPage
from kanbert_desktop.ui.theme import Theme


class Entrance:
    """Built when it is first needed: whoever is signed in already sees boards, and sees them sooner."""

    def __init__(self, application: Application, theme: Theme, now: Callable[[], datetime]) -> None:
        self.first = FirstRunPage(
            theme,
            application.server,
            application.client_id,
            preset=bool(application.options.client_id or application.options.sandbox),
            with_sample=application.sandbox_available and not application.options.sandbox,
        )
        self.sign_in = SignInPage(theme, now)
        self.journey = SignInJourney(application, self.first, self.sign_in)

    def dress(self) -> None:
        self.first.dress()
        self.sign_in.dress()
