"""The program at its front door, killed at the moment in which it is about to say how somebody else's verb ended.

`dying_holder.py FOLDER VERB …`: as `slow_holder`, whose own verb never comes to its end.
"""

import os
import signal
import sys
from pathlib import Path

from kanbert_desktop import main
from kanbert_desktop.cli.output import Output
from support.slow_holder import prepare


def kill_self(*_document: object) -> None:
    """What the verb did is on disk by now, and nobody will ever hear of it from here."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), sys.argv[2])
    Output.print_document = kill_self  # type: ignore[method-assign]
    sys.exit(main.run(sys.argv[2:]))
