"""The program at its front door with a verb of its own that ends when it is told: `slow_holder.py FOLDER VERB …`.

The file `asked` appears in the folder as soon as another process has asked for something; the verb waits for `go`.
"""

import sys
from pathlib import Path

from kanbert_desktop import main
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.one_instance.handover_message import Request
from kanbert_desktop.cli import holding
from kanbert_desktop.cli.call import Call
from kanbert_desktop.cli.running import VERBS
from support.front_door import until


def prepare(folder: Path, verb: str) -> None:
    accepts, real = holding._accepts, VERBS[verb]
    calls: list[Call] = []

    async def wait(call: Call) -> None:
        """What others ask for is done as ever."""
        calls.append(call)
        if len(calls) > 1:
            return await real(call)
        (folder / "begun").touch()
        await until((folder / "go").exists, "go")
        return None

    def asked(application: Application, request: Request) -> bool:
        (folder / "asked").touch()
        return accepts(application, request)

    VERBS[verb] = wait
    holding._accepts = asked


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), sys.argv[2])
    sys.exit(main.run(sys.argv[2:]))
