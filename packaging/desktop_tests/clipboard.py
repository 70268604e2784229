"""The clipboard, by programs of its own as another program of the user would set it."""

from desktop_tests.session import Session, wait_until
from devtools.steps import StepError


def copy_text(session: Session, text: str) -> None:
    """Returns when it can be pasted."""
    session.start("clipboard", ["wl-copy", "--foreground", text])
    wait_until(lambda: _pasted(session) == text, "the clipboard")


def _pasted(session: Session) -> str:
    try:
        return session.run("wl-paste", "--no-newline")
    except StepError:
        # Nothing is there yet.
        return ""
