"""The query that finds what a board shows with its filter."""

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.query import Condition, Key
from kanbert_desktop.ui.board.page import BoardPage


def query_of_board(service: BoardService, page: BoardPage) -> str:
    """Names the board by its shortcode where no other board has it, else by its title."""
    if page.board is None:
        return ""
    board, bar = service.board(page.board), page.filter_bar
    same = [one for one in service.boards() if one.shortcode.casefold() == board.shortcode.casefold()]
    name = board.shortcode if board.shortcode and len(same) == 1 else board.title
    parts = [str(Condition(Key.BOARD, _without_quotes(name)))]
    parts += ["is:mine"] if bar.mine.isChecked() else []
    parts += ["is:open due:<7d"] if bar.this_week.isChecked() else []
    return " ".join([*parts, *([text] if (text := bar.field.text().strip()) else [])])


def _without_quotes(name: str) -> str:
    """A name that contains quotes is found by what is before them."""
    return name.replace("„", '"').replace("“", '"').split('"')[0].strip() or name
