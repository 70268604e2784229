"""The archive: unpacked, installed and removed by an ordinary person."""

from pathlib import Path

from devtools.steps import demand, step
from install_tests import bare_debian
from install_tests.bare_debian import PERSON, BareRoot
from install_tests.run_as_user import shared_place, sit
from install_tests.stopwatch import Stopwatch

HOME = f"/home/{PERSON}"


def prove(archive: Path) -> None:
    root = BareRoot("archive")
    root.make()
    with step("Installing what a desktop has, and what unpacks the archive"):
        root.install("xz-utils")
        inside = root.bring(archive, HOME)
        root.do("tar", "-xf", inside, "-C", HOME, person=PERSON)
        folder = f"{HOME}/{archive.name.removesuffix('.tar.xz')}"
        needs = (root.path / folder.lstrip("/") / "needs.txt").read_text().split()
        before = root.try_to(f"{folder}/install.sh", person=PERSON)
        demand(before.returncode == 1 and "apt install" in before.stdout, "it says what is missing", before)
        root.install(*needs)
    with shared_place(root) as place:
        home = place / "home"
        root.do("mkdir", "-p", home, person=PERSON)
        clean = root.files(str(home))
        watch = Stopwatch()
        with step("Installing as an ordinary person"), watch.running():
            root.do(f"{folder}/install.sh", person=PERSON, HOME=str(home))
        library = f"{home}/.local/lib/kanbert-desktop"
        demand(not (lacking := bare_debian.missing(root, library)), "every library is there", lacking)
        program = f"{home}/.local/bin/kanbert-desktop"
        sit("bare", root, program, place)
        with step("Installing a browser, as desktops have one"):
            root.install_desktop()
        with watch.running():
            sit("first-card", root, program, place)
        watch.stop()
        sit("train", root, program, place)
        sit("link", root, program, place)
        with step("Installing it once more, as an upgrade does"):
            root.do(f"{folder}/install.sh", person=PERSON, HOME=str(home))
        sit("come-back", root, program, place)
        check_removal(root, library, home, clean)


def check_removal(root: BareRoot, library: str, home: Path, before: set[str]) -> None:
    with step("Removing it"):
        root.do(f"{library}/uninstall.sh", person=PERSON, HOME=str(home))
        data = f"{home}/.local/share/kanbert-desktop"
        left = {
            file
            for file in root.files(str(home)) - before
            if "kanbert-desktop" in file and not file.startswith(data)
        }
        demand(not left, "nothing is left", sorted(left))
        demand(any(Path(data).rglob("store.db")), "the person's boards stay theirs")
