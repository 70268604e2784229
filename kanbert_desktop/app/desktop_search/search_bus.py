"""The interfaces by which desktops search: `org.gnome.Shell.SearchProvider2` and `org.kde.krunner1`."""

from collections.abc import Callable, Sequence
from typing import Protocol

from kanbert_desktop.app.deep_links import card_link
from kanbert_desktop.app.desktop_search.card_finder import FoundCard
from kanbert_desktop.app.system.bus_objects import BusAnswer, BusInterface, BusMethod
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import to_single_line

GNOME, KRUNNER = "org.gnome.Shell.SearchProvider2", "org.kde.krunner1"
ICON = "kanbert-desktop"
_POSSIBLE_MATCH = 50
"""KRunner's `CategoryRelevance` for matches that are neither exact nor mere guesses."""
_LEAST_LETTERS = 3
"""KRunner asks every runner for everything that is typed, and mixes the answers."""
Variant = tuple[str, object]


class Finder(Protocol):
    """What the interfaces ask."""

    def find(self, terms: Sequence[str]) -> list[str]: ...
    def describe(self, keys: Sequence[str]) -> list[FoundCard]: ...


class Opener(Protocol):
    """Opens the window. `token` is the desktop's activation token, or ""."""

    def open_card(self, key: str, token: str = "") -> object: ...
    def open_search(self, text: str) -> object: ...


def gnome_interface(finder: Finder, opener: Opener) -> BusInterface:
    """What one more letter finds is looked up again: the index is quicker than a comparison of all results."""

    def find(terms: list[str]) -> BusAnswer:
        return (finder.find(terms),)

    def find_among(_previous: list[str], terms: list[str]) -> BusAnswer:
        return (finder.find(terms),)

    def describe(keys: list[str]) -> BusAnswer:
        return ([_meta(card) for card in finder.describe(keys)],)

    def activate(key: str, _terms: list[str], _timestamp: int) -> BusAnswer:
        # The time is that of X11. Neither a Wayland compositor nor the hand-over has a use for it.
        opener.open_card(key)
        return None

    def launch(terms: list[str], _timestamp: int) -> BusAnswer:
        opener.open_search(" ".join(terms))
        return None

    return BusInterface(
        GNOME,
        {
            "GetInitialResultSet": BusMethod("as", "as", find),
            "GetSubsearchResultSet": BusMethod("asas", "as", find_among),
            "GetResultMetas": BusMethod("as", "aa{sv}", describe),
            "ActivateResult": BusMethod("sasu", "", activate),
            "LaunchSearch": BusMethod("asu", "", launch),
        },
    )


def _meta(card: FoundCard) -> dict[str, Variant]:
    return {
        "id": ("s", card.key),
        "name": ("s", to_single_line(card.title)),
        "description": ("s", to_single_line(card.detail)),
        "gicon": ("s", ICON),
        "clipboardText": ("s", card_link(card.key)),
    }


class KRunner:
    """KRunner tells the activation token before it runs a match."""

    def __init__(self, finder: Finder, opener: Opener) -> None:
        self._finder, self._opener = finder, opener
        self._token = ""

    def interface(self) -> BusInterface:
        no_answer: Callable[[], BusAnswer] = lambda: None  # noqa: E731
        return BusInterface(
            KRUNNER,
            {
                "Match": BusMethod("s", "a(sssida{sv})", self._match),
                "Actions": BusMethod("", "a(sss)", lambda: ([],)),
                "Run": BusMethod("ss", "", self._run),
                "SetActivationToken": BusMethod("s", "", self._set_token),
                "Teardown": BusMethod("", "", no_answer),
            },
        )

    def _match(self, text: str) -> BusAnswer:
        if len(text.strip()) < _LEAST_LETTERS:
            return ([],)
        cards = self._finder.describe(self._finder.find(text.split()))
        return ([self._row(card, 1 - number / (2 * len(cards))) for number, card in enumerate(cards)],)

    def _row(self, card: FoundCard, relevance: float) -> tuple[object, ...]:
        about: dict[str, Variant] = {
            "subtext": ("s", to_single_line(card.detail)),
            "category": ("s", tr("Kanbert cards")),
        }
        return (card.key, to_single_line(card.title), ICON, _POSSIBLE_MATCH, relevance, about)

    def _set_token(self, token: str) -> BusAnswer:
        self._token = token
        return None

    def _run(self, key: str, _action: str) -> BusAnswer:
        token, self._token = self._token, ""
        self._opener.open_card(key, token)
        return None
