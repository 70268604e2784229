"""One verb being run: what was typed, on which desk, where its words go."""

import argparse
from dataclasses import dataclass

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.cli.output import Output


@dataclass(frozen=True, slots=True)
class Call:
    """`id` is a UUID, the same for every try of one wish: what it creates is created once.

    `outlives`: this process goes on after the verb, and keeps what the disk does not take.
    """

    application: Application
    words: argparse.Namespace
    output: Output
    id: str
    outlives: bool = False

    @property
    def desk(self) -> Desk:
        """Raises `SignInNeeded` where nobody is signed in."""
        return self.application.require_desk()
