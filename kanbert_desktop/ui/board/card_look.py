"""How a card is met at this moment."""

from typing import NamedTuple


class CardLook(NamedTuple):
    """All False is a card at rest."""

    hovered: bool = False
    focused: bool = False
    opened: bool = False
    selected: bool = False
    dragged: bool = False

    @property
    def is_chosen(self) -> bool:
        return self.opened or self.selected
