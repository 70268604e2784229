"""What the open account came in by: facts to read and copy, each with who may change it and where."""

from collections.abc import Callable, Iterator

from kanbert_desktop.app.accounts.sign_in_settings import Fact, Facts, facts
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.settings.act_button import CopyText
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.settings.words import Words
from kanbert_desktop.ui.theme import Theme


class FactRow(Row):
    """Its value can be copied also where somebody else fixed it."""

    def __init__(self, theme: Theme, name: Words, fact: Callable[[], Fact]) -> None:
        self._fact = fact
        copy = CopyText(theme, lambda: tr("Copy"), lambda: fact().value)
        super().__init__(theme, name, lambda: fact().value or tr("none"), [copy])

    def dress(self) -> None:
        super().dress()
        self.show_note(_origin_words(self._fact()), is_fixed=self._fact().origin != "person")


def advanced_section(theme: Theme, application: Application) -> Section:
    return Section(lambda: tr("Advanced"), tuple(_rows(theme, application)))


def _rows(theme: Theme, application: Application) -> Iterator[Row]:
    account = application.account
    if account is not None:
        known: Facts = facts(application.options, account)
        yield FactRow(theme, lambda: tr("Server"), lambda: known.server)
        if account.client_id:
            yield FactRow(theme, lambda: tr("Client ID"), lambda: known.client_id)
            yield FactRow(theme, lambda: tr("Redirect URL"), lambda: known.redirect)
    profile = application.options.profile
    if profile is not None:
        yield Row(
            theme,
            lambda: tr("Profile"),
            lambda: str(profile),
            fixed_by=lambda: tr("Set on the command line or in the environment."),
        )


def _origin_words(fact: Fact) -> str:
    match fact.origin:
        case "option":
            return tr("Set on the command line or in the environment.")
        case "administrator":
            return tr("Set by the administrator of this computer.")
        case "person":
            return tr("To change it, sign out; the first page asks for it under More.")
