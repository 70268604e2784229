"""A process that has imported everything and only forks: each child is a real process without start-up time.

It reads orders, one JSON object a line, and answers each with one line: how the child ended and what it reported.
"""

import gc
import json
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from crash.workload import prepare, recover, reporter, work

COMMANDS = {"prepare": prepare, "work": work, "recover": recover}


def main() -> None:
    # A collection in a child would write to every object, and so copy all memory that the processes share.
    gc.freeze()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run_command(json.loads(line))) + "\n")
        sys.stdout.flush()


def run_command(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(order, writing)
    os.close(writing)
    timer = _kill_later(child, order.get("kill_after"))
    with os.fdopen(reading) as result:
        lines = [json.loads(line) for line in result.read().splitlines() if line.endswith("}")]
    _, status = os.waitpid(child, 0)
    if timer is not None:
        timer.cancel()
        timer.join()
    return {"killed": os.WIFSIGNALED(status), "code": os.waitstatus_to_exitcode(status), "reports": lines}


def _work(order: dict[str, Any], writing: int) -> None:
    """Never returns."""
    code = 0
    try:
        more = {"deadly": tuple(order["deadly"])} if order.get("deadly") else {}
        COMMANDS[order["do"]](Path(order["path"]), order["url"], order["token"], reporter(writing), **more)
    except BaseException:  # noqa: BLE001  reported by exit code and traceback
        traceback.print_exc()
        code = 1
    os._exit(code)


def _kill_later(child: int, seconds: float | None) -> threading.Timer | None:
    """At a random moment; the child is not reaped before, so the process id is still its own."""
    if seconds is None:
        return None
    timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
    timer.start()
    return timer


if __name__ == "__main__":
    main()
