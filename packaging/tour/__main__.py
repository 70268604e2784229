"""`python -m tour`: the three sittings one after the other, and the server's own word at the end."""

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


def main(words: list[str]) -> int:
    """0 when the server has exactly what was done, once."""
    parser = argparse.ArgumentParser(prog="tour", description="The guided tour on the screen at hand.")
    parser.add_argument("--pictures", type=Path, default=SCREENSHOTS, help="folder to be emptied and filled")
    pictures = emptied_folder(parser.parse_args(words).pictures)
    with tempfile.TemporaryDirectory(prefix="kd-") as place, ChildProcesses() as children:
        computer = TourMachine(children, Path(place))
        number = computer.run_session("first day", pictures, 1)
        number = computer.run_session("train", pictures, number)
        computer.edit_as_colleague(scenes.CONTESTED, {"title": scenes.THEIRS})
        computer.run_session("evening", pictures, number)
        wrong = differences(computer)
    for line in wrong:
        print(line, file=sys.stderr)
    print("The server has exactly what was done, once." if not wrong else "The server differs.", flush=True)
    return int(bool(wrong))


def differences(computer: TourMachine) -> list[str]:
    """What the server has otherwise than it was done, one sentence each."""
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
    return [f"Not so: {sentence}." for sentence, is_so in wanted.items() if not is_so]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
