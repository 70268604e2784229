"""Whether what was typed can be a server's address: told while typing, before anything is sent."""

from kanbert_desktop.domain.errors import InvalidInput


def doubt_about(text: str) -> InvalidInput | None:
    """Why this address would be refused; None where it is usable, or empty and thus not said yet."""
    from kanbert_desktop.net.origin import read_origin  # noqa: PLC0415  typed on the first page alone

    if not text.strip():
        return None
    try:
        read_origin(text)
    except InvalidInput as error:
        return error
    return None
