"""Errors as they are told before anybody is signed in: there is no work yet that could be safe."""

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, Later


def entrance_words(error: KanbertError) -> tuple[str, str]:
    """What happened, and what to do; asked anew when the language changes."""
    title, message = title_and_message(error)
    if isinstance(error, Later) and error.key in ("offline", "timeout", "server_error"):
        return title, tr("Nothing was changed. Check your network and try again.")
    return title, message


def in_one_line(error: KanbertError) -> str:
    return " ".join(entrance_words(error)).strip()
