"""What of the server's rows the search index takes in."""

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.api.payloads import read_card
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.query.text_match import plain, searched
from kanbert_desktop.store.search import CardWords


def words_of_rows(card: bytes, comments: list[bytes]) -> CardWords:
    """Raises ValueError for a row that is no card; a comment that cannot be read costs only itself."""
    told = read_card(card)
    return CardWords(
        searched(told.title).strip(),
        searched(plain(told.description)).strip(),
        searched(" ".join(map(_said, comments))).strip(),
        told.updated_at,
    )


def _said(raw: bytes) -> str:
    try:
        return " ".join(plain(comment.text) for comment in read_thread(raw, CardKey("")))
    except ValueError:
        return ""
