"""Runs the program's window, and kills it with a signal while it paints a card with a certain title."""

import os
import signal
import sys

from kanbert_desktop import main

MARKER_TEXT = "These words end the program."
SIGNAL = "DYING_WINDOW_SIGNAL"
"""The environment variable that names the signal."""


def prepare() -> None:
    from kanbert_desktop.ui.card_panel import rich_text

    draw = rich_text.SafeHtmlView.show_html

    def die_or_draw(view: rich_text.SafeHtmlView, html: str, name_of: rich_text.NameOf) -> None:
        if MARKER_TEXT in html:
            os.kill(os.getpid(), signal.Signals[os.environ[SIGNAL]])
        draw(view, html, name_of)

    rich_text.SafeHtmlView.show_html = die_or_draw  # type: ignore[method-assign]


if __name__ == "__main__":
    prepare()
    sys.exit(main.run())
