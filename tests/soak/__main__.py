"""`python3 packaging/dev.py soak`: what the suite tries a little, tried for long; ends at the first failure."""

import argparse
import asyncio
import random
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication
from qasync import QEventLoop

from support.loopback_fuzz import survives

BATCH = 1000


def main() -> None:
    chosen = _chosen()
    say(f"Seed {chosen.seed}: `--seed {chosen.seed}` tries the same again.")
    application = QCoreApplication([])
    loop = QEventLoop(application)
    # What fails unseen, in a slot or a task nobody awaits, ends the soak like everything else.
    unseen: list[Any] = []
    loop.set_exception_handler(lambda _loop, context: unseen.append(context))
    sys.excepthook = lambda *failure: unseen.append(failure)
    with loop:
        for start in range(chosen.seed, chosen.seed + chosen.streams, BATCH):
            batch = range(start, min(start + BATCH, chosen.seed + chosen.streams))
            loop.run_until_complete(asyncio.wait_for(survives(batch), 300))
            if unseen:
                raise SystemExit(f"Failed unseen between seeds {batch.start} and {batch.stop}: {unseen}")
            say(f"{batch.stop - chosen.seed:>8} streams, and the sign-in completed")


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument(
        "--streams", type=int, default=100_000, help="byte streams against the sign-in's listener"
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    return parser.parse_args()


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
