"""Text that SQLite can keep."""


def storable(text: str) -> str:
    """Half a surrogate pair (a broken emoji) is no UTF-8: it becomes a replacement mark instead of an error."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
