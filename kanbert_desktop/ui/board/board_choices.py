"""How a person looks at one board: what is folded, how it is sorted and grouped; kept on this computer."""

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.sorting import Grouping, Sort

_DELIMITER = "\n"


class BoardChoices:
    def __init__(self, desk: Desk, board: BoardId) -> None:
        self._desk, self._board = desk, board

    @property
    def folded(self) -> set[Column]:
        names = self._desk.local(f"folded:{self._board}").split(",")
        return {column for column in Column if column.value in names}

    @folded.setter
    def folded(self, columns: set[Column]) -> None:
        names = sorted(column.value for column in columns)
        self._desk.keep_local(f"folded:{self._board}", ",".join(names))

    @property
    def opened(self) -> CardKey | None:
        """The card whose panel is open, also for the next start; None where it is not there any more."""
        card = self._desk.card(self._desk.local(f"opened:{self._board}"))
        return card.key if card is not None and card.board == self._board else None

    @opened.setter
    def opened(self, key: CardKey | None) -> None:
        self._desk.keep_local(f"opened:{self._board}", key or "")

    @property
    def sort(self) -> Sort:
        """By due date where nothing else was chosen."""
        kept = self._desk.local(f"sort:{self._board}")
        return Sort(kept) if kept in set(Sort) else Sort.DUE

    @sort.setter
    def sort(self, sort: Sort) -> None:
        self._desk.keep_local(f"sort:{self._board}", sort.value)

    @property
    def grouping(self) -> Grouping:
        kept = self._desk.local(f"groups:{self._board}")
        return Grouping(kept) if kept in set(Grouping) else Grouping.NONE

    @grouping.setter
    def grouping(self, grouping: Grouping) -> None:
        self._desk.keep_local(f"groups:{self._board}", grouping.value)

    @property
    def folded_groups(self) -> frozenset[str]:
        """Names of groups; "" is the one of cards that have none."""
        kept = self._desk.local(f"folded-groups:{self._board}")
        return frozenset(kept.removeprefix(_DELIMITER).split(_DELIMITER)) if kept else frozenset()

    @folded_groups.setter
    def folded_groups(self, names: frozenset[str]) -> None:
        kept = "".join(_DELIMITER + name for name in sorted(names))
        self._desk.keep_local(f"folded-groups:{self._board}", kept)
