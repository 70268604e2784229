"""`python3 packaging/dev.py soak`: what the suite tries briefly, for long; ends at the first failure."""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from disk_fault_runs import inject
from fuzzing import fuzz
from kills import kill
from monkey_runs import run_monkey
from PySide6.QtCore import QCoreApplication
from qasync import QEventLoop
from scenarios import run_scenarios
from state_machine import run_state_machine

from disk_faults.scenarios import SCENARIOS
from monkey.with_screen_readers import run_with_screen_readers
from simulation.scenario import STEPS
from support.damage_corpus import damaged_starts
from support.damaged_store import make_sample
from support.loopback_fuzz import check_listener

BATCH = 1000
MONKEY_STEPS = 20_000
MACHINE_EXAMPLES = 500
FUZZ_EXAMPLES = 20_000

PARTS = ("listener", "stores", "stories", "machine", "kills", "monkey", "readers", "fuzz", "faults")


def main() -> None:
    chosen = _chosen()
    say(f"Seed {chosen.seed}: `--seed {chosen.seed}` tries the same again.")
    if "stories" in chosen.parts:
        run_scenarios(chosen.seed, chosen.seeds, chosen.steps or STEPS, chosen.only, say)
    if "machine" in chosen.parts:
        run_state_machine(chosen.examples or MACHINE_EXAMPLES, say)
    if "fuzz" in chosen.parts:
        fuzz(chosen.seed, chosen.examples or FUZZ_EXAMPLES, say)
    if "monkey" in chosen.parts:
        run_monkey(chosen.seed, chosen.steps or MONKEY_STEPS, say, is_read=chosen.is_read)
    if "readers" in chosen.parts:
        run_with_screen_readers(chosen.seed, chosen.steps or MONKEY_STEPS, say)
    if "kills" in chosen.parts:
        kill(chosen.seed, chosen.rounds, say)
    if "faults" in chosen.parts:
        inject(chosen.scenes, say)
    if "listener" in chosen.parts:
        listen(chosen)
    if "stores" in chosen.parts:
        start_on_damaged_stores(chosen)


def start_on_damaged_stores(chosen: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="kd-soak-") as folder:
        sample = make_sample(Path(folder) / "sample")
        for number in range(chosen.files):
            seed = chosen.seed + number
            try:
                damaged_starts(Path(folder) / "store" / "store.db", sample, seed)
            except BaseException:
                say(f"Failed with `soak stores --seed {seed} --files 1`.")
                raise
            if not (number + 1) % BATCH or number + 1 == chosen.files:
                say(f"{number + 1:>8} damaged stores, and each start took over what was there")


def listen(chosen: argparse.Namespace) -> None:
    application = QCoreApplication([])
    loop = QEventLoop(application)
    # An unhandled error in a slot or task ends the soak like any other.
    unseen: list[Any] = []
    loop.set_exception_handler(lambda _loop, context: unseen.append(context))
    sys.excepthook = lambda *failure: unseen.append(failure)
    with loop:
        for start in range(chosen.seed, chosen.seed + chosen.streams, BATCH):
            batch = range(start, min(start + BATCH, chosen.seed + chosen.streams))
            loop.run_until_complete(asyncio.wait_for(check_listener(batch), 300))
            if unseen:
                raise SystemExit(f"Failed unseen between seeds {batch.start} and {batch.stop}: {unseen}")
            say(f"{batch.stop - chosen.seed:>8} streams, and the sign-in completed")


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"out of {', '.join(PARTS)}; all of them")
    parser.add_argument("--seeds", type=int, default=2_000, help="number of scenarios")
    parser.add_argument(
        "--steps", type=int, help=f"of each scenario ({STEPS}), and of the monkey ({MONKEY_STEPS})"
    )
    parser.add_argument(
        "--is-read",
        action="store_true",
        help="the monkey visits every page and dialog on its way, as `readers` has it do",
    )
    parser.add_argument("--only", type=_numbers, help="the steps of one scenario to print: 3,8,12")
    parser.add_argument(
        "--examples",
        type=int,
        help=f"of the state machine ({MACHINE_EXAMPLES}), and of each generated test ({FUZZ_EXAMPLES})",
    )
    parser.add_argument(
        "--rounds", type=int, default=300, help="kills at any moment, after one at every point"
    )
    parser.add_argument("--files", type=int, default=5_000, help="damaged stores to start on")
    parser.add_argument(
        "--streams", type=int, default=100_000, help="byte streams against the sign-in's listener"
    )
    parser.add_argument("--scenes", type=_names, help="the scenes that faults are injected into: add,sync")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    chosen = parser.parse_args()
    # Seeds mean scenarios.
    chosen.parts = chosen.parts or (["stories"] if "--seeds" in sys.argv else PARTS)
    return chosen


def _names(text: str) -> list[str]:
    """A scenario's own name may contain a comma."""
    return [scenario.name for scenario in SCENARIOS if scenario.name in text]


def _numbers(text: str) -> list[int]:
    return [number for number in map(int, text.split(",")) if number >= 0]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
