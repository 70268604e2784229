"""The archive: unpacked, installed and removed by an ordinary user."""

import shutil
from functools import partial
from pathlib import Path

from devtools.steps import require, step
from install_tests import bare_debian
from install_tests.bare_debian import USER, BareDebian
from install_tests.desktop import check_desktop
from install_tests.run_as_user import run_as_user, shared_folder
from install_tests.stopwatch import Stopwatch
from install_tests.upgrade import upgrading_on_request
from install_tests.user_scenario import FIRST

HOME = f"/home/{USER}"


def check_archive(archive: Path, newer: Path) -> None:
    """`newer` is the folder of the next version's archive."""
    root = BareDebian("archive")
    root.make()
    with step("Installing desktop packages and tools to unpack the archive"):
        root.install("xz-utils")
        inside = root.copy_in(archive, HOME)
        root.run("tar", "-xf", inside, "-C", HOME, user=USER)
        folder = f"{HOME}/{archive.name.removesuffix('.tar.xz')}"
        needs = (root.path / folder.lstrip("/") / "needs.txt").read_text().split()
        before = root.try_run(f"{folder}/install.sh", user=USER)
        require(before.returncode == 1 and "apt install" in before.stdout, "it says what is missing", before)
        root.install(*needs)
    with shared_folder(root) as shared:
        home = shared / "home"
        root.run("mkdir", "-p", home, user=USER)
        clean = root.files(str(home))
        watch = Stopwatch()
        with step("Installing as an ordinary user"), watch.running():
            root.run(f"{folder}/install.sh", user=USER, HOME=str(home))
        library = f"{home}/.local/lib/kanbert-desktop"
        require(not (lacking := bare_debian.missing(root, library)), "every library is there", lacking)
        program = f"{home}/.local/bin/kanbert-desktop"
        run_as_user("bare", root, program, shared)
        with step("Installing a browser"):
            root.install_desktop()
        with watch.running():
            run_as_user("first-card", root, program, shared)
        watch.stop()
        run_as_user("train", root, program, shared)
        run_as_user("link", root, program, shared)
        check_desktop(root, f"{home}/.local/share", home, FIRST)
        older = root.run(program, "--version")
        shutil.copytree(newer, root.path / "opt" / newer.name, symlinks=True)
        upgrade = partial(root.run, f"/opt/{newer.name}/install.sh", user=USER, HOME=str(home))
        with upgrading_on_request(shared, upgrade):
            run_as_user("upgrade", root, program, shared)
        require(root.run(program, "--version") > older, "the newer version is installed", older)
        run_as_user("come-back", root, program, shared)
        check_removal(root, library, home, clean)


def check_removal(root: BareDebian, library: str, home: Path, before: set[str]) -> None:
    with step("Removing it"):
        root.run(f"{library}/uninstall.sh", user=USER, HOME=str(home))
        data = f"{home}/.local/share/kanbert-desktop"
        left = {
            file
            for file in root.files(str(home)) - before
            if "kanbert-desktop" in file and not file.startswith(data)
        }
        require(not left, "nothing is left", sorted(left))
        require(any(Path(data).rglob("store.db")), "the person's boards stay theirs")
