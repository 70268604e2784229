"""How the rows of a board are arranged: sort order and groups."""

from collections.abc import Callable

from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.sorting import Grouping, Sort, SortKey
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.board.grouped_rows import GroupOrder


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`order_version` grows with each change of My order. `folded` are names of groups, `lanes` the groups of all columns."""

    sort: Sort
    grouping: Grouping
    folded: frozenset[str]
    lanes: GroupOrder
    order_version: int
    sort_key: Callable[[Card], SortKey]
    group_name: Callable[[Card], str]
    group_title: Callable[[str], str]

    def is_like(self, other: "Arrangement") -> bool:
        """Returns True if cards arranged by `other` only need to be sorted again."""
        return (self.sort, self.grouping) == (other.sort, other.grouping)
