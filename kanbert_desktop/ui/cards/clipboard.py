"""Cards as text for the clipboard and other programs.

On its own because `cards.commands` copies cards and `board.add_cards` pastes them.
"""

import re
from collections.abc import Sequence

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.deep_links import CARD_LINK_PREFIX, card_link
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.untrusted_text import to_single_line


def text_of(service: BoardService, keys: Sequence[CardKey]) -> str:
    """Returns title and link of each card on two lines, without control characters."""
    return "\n".join(f"{to_single_line(card.title)}\n{link_of(card)}" for card in _cards(service, keys))


def links_of(service: BoardService, keys: Sequence[CardKey]) -> list[str]:
    return [link_of(card) for card in _cards(service, keys)]


def web_address(card: Card) -> str:
    """Returns the card's address for a browser; "" if Kanbert's `uri` is no web address."""
    return card.uri if card.uri is not None and card.uri.startswith(("https://", "http://")) else ""


def link_of(card: Card) -> str:
    """Returns the web address if Kanbert provided one, else a link that opens this program."""
    return web_address(card) or card_link(card.id)


def without_links(text: str, service: BoardService) -> str:
    """Removes lines that are only a link to a card: they come from copied cards and are no titles."""
    lines = text.splitlines()
    has_web = any(line.strip().startswith("http") for line in lines)
    return "\n".join(
        line
        for line in lines
        if not line.strip().startswith(CARD_LINK_PREFIX)
        and not (has_web and _is_address_of_card(line.strip(), service))
    )


def _is_address_of_card(address: str, service: BoardService) -> bool:
    """A card's address names its id (KANBERT_API.md 4.1, `uri`)."""
    cards = (service.card(part) for part in re.split(r"[/?#=&]", address) if part)
    return any(card is not None and web_address(card) == address for card in cards)


def _cards(service: BoardService, keys: Sequence[CardKey]) -> list[Card]:
    return [card for key in keys if (card := service.card(key)) is not None]
