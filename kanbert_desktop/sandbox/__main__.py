"""`python -m kanbert_desktop.sandbox`: runs the server alone, for tests. Users run the verb `sandbox`."""

import argparse
import json
import sys
from pathlib import Path

from kanbert_desktop.sandbox.server import PortBusy, serve


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m kanbert_desktop.sandbox")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tasks", type=int)
    parser.add_argument("--watch-parent", action="store_true")
    parser.add_argument("--control", action="store_true")
    asked = parser.parse_args()
    try:
        serve(
            asked.state,
            asked.port,
            asked.tasks,
            _print,
            watch_parent=asked.watch_parent,
            control=asked.control,
        )
    except PortBusy as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    return 0


def _print(line: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
