"""Runs the program as profile holder with a verb that ends on request: `slow_holder.py FOLDER VERB …`.

It prints `begun` once it holds the profile, and `asked` each time another process hands over a verb; its own verb ends
as soon as the file `go` is in the folder.
"""

import subprocess
import sys
from pathlib import Path

from kanbert_desktop import main
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.system.handover import HandoverRequest
from kanbert_desktop.cli import handover
from kanbert_desktop.cli.dispatch import VERB_HANDLERS
from kanbert_desktop.cli.invocation import Invocation
from support.real_window import wait_until


def prepare(folder: Path, verb: str) -> None:
    accepts, real = handover._accepts, VERB_HANDLERS[verb]
    calls: list[Invocation] = []

    async def wait(call: Invocation) -> None:
        """Handed-over verbs run as usual."""
        calls.append(call)
        if len(calls) > 1:
            return await real(call)
        say("begun")
        await wait_until((folder / "go").exists, "go")
        return None

    def asked(application: Application, request: HandoverRequest) -> bool:
        say("asked")
        return accepts(application, request)

    VERB_HANDLERS[verb] = wait
    handover._accepts = asked


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def wait_for_word(holder: "subprocess.Popen[str]", word: str) -> None:
    """Waits until it has printed this word."""
    assert holder.stdout is not None
    result = iter(holder.stdout.readline, "")
    assert word in (line.strip() for line in result), holder.communicate()


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), sys.argv[2])
    sys.exit(main.run(sys.argv[2:]))
