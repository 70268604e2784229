"""Runs the program as profile holder, and kills it when it is about to report the result of a handed-over verb.

`killed_holder.py FOLDER VERB …`: like `slow_holder`, whose own verb never ends.
"""

import os
import signal
import sys
from pathlib import Path

from kanbert_desktop import main
from kanbert_desktop.cli.output import Output
from support.slow_holder import prepare


def kill_self(*_document: object) -> None:
    """The verb's effect is on disk by now; nobody gets its result."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), sys.argv[2])
    Output.print_document = kill_self  # type: ignore[method-assign]
    sys.exit(main.run(sys.argv[2:]))
