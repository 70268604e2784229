"""`python -m tour`: runs the three sessions one after the other and compares the server with what was done."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from devtools.child_processes import ChildProcesses
from devtools.paths import ROOT
from tour import scenes
from tour.machine import TourMachine
from tour.screenshots import emptied_folder

SCREENSHOTS = ROOT / "build" / "tour"


def main(arguments: list[str]) -> int:
    """Returns 0 if the server has exactly what was done, once."""
    parser = argparse.ArgumentParser(prog="tour", description="The guided tour on the screen at hand.")
    parser.add_argument("--pictures", type=Path, default=SCREENSHOTS, help="folder to be emptied and filled")
    screenshots = emptied_folder(parser.parse_args(arguments).pictures)
    with tempfile.TemporaryDirectory(prefix="kd-") as folder, ChildProcesses() as children:
        computer = TourMachine(children, Path(folder))
        number = computer.run_session("first day", screenshots, 1)
        number = computer.run_session("train", screenshots, number)
        computer.edit_as_colleague(scenes.CONTESTED, {"title": scenes.THEIRS})
        computer.edit_cards_of_user(scenes.NEWS, without={scenes.CONTESTED, scenes.MOVED, scenes.OPENED})
        computer.run_session("evening", screenshots, number)
        wrong = differences(computer)
    for line in wrong:
        print(line, file=sys.stderr)
    print("The server has exactly what was done, once." if not wrong else "The server differs.", flush=True)
    return int(bool(wrong))


def differences(computer: TourMachine) -> list[str]:
    """One sentence for each difference between the server and what was done."""
    tasks = computer.tasks()

    def count(title: str, status: str) -> int:
        return sum(task["title"] == title and task["status"] == status for task in tasks)

    new = [task for task in tasks if task["title"] == scenes.NEW]
    comments = [text for task in new for text in computer.comments(task["id"]) if scenes.REMARK in text]
    wanted = {
        f"“{scenes.MOVED}” stands in progress once": count(scenes.MOVED, "WIP") == 1,
        f"“{scenes.NEW}” was created once": len(new) == 1,
        f"the comment “{scenes.REMARK}” was sent once": len(comments) == 1,
        "the contested title is the colleague's, as decided": count(scenes.THEIRS, "WIP") == 1,
    }
    return [f"Failed: {sentence}." for sentence, is_so in wanted.items() if not is_so]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
