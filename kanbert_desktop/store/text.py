"""Text that SQLite can keep."""

from kanbert_desktop.domain.untrusted_text import without_surrogates


def storable(text: str) -> str:
    """Half a surrogate pair (a broken emoji) is no UTF-8: it becomes a replacement mark instead of an error."""
    return without_surrogates(text)
