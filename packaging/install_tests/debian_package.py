"""The Debian package: installed alone, used, upgraded, removed, purged."""

from functools import partial
from pathlib import Path

from debian.paths import NAME
from devtools.steps import require, step
from install_tests import bare_debian
from install_tests.bare_debian import BareDebian
from install_tests.desktop import check_desktop
from install_tests.run_as_user import run_as_user, shared_folder
from install_tests.stopwatch import Stopwatch
from install_tests.upgrade import upgrading_on_request
from install_tests.user_scenario import FIRST

PROGRAM = f"/usr/bin/{NAME}"
LIBRARY = f"/usr/lib/{NAME}"
SEARCHED_FOLDERS = ("/usr/bin", "/usr/lib", "/usr/share", "/etc", "/opt")


def check_debian_package(package: Path, newer: Path) -> None:
    root = BareDebian("debian package")
    root.make()
    require(not root.has("python3"), "the bare Debian has no Python")
    watch = Stopwatch()
    with step("Installing the package alone"), watch.running():
        root.install(root.copy_in(package, "/tmp"))  # noqa: S108  inside the bare Debian, which is ours
    check_installed(root)
    require(not root.has("python3"), "the package needs no Python of Debian's")
    with shared_folder(root) as folder:
        run_as_user("bare", root, PROGRAM, folder)
        with step("Installing a browser"):
            root.install_desktop()
        with watch.running():
            run_as_user("first-card", root, PROGRAM, folder)
        watch.stop()
        run_as_user("train", root, PROGRAM, folder)
        run_as_user("link", root, PROGRAM, folder)
        check_desktop(root, "/usr/share", folder / "home", FIRST)
        older = root.run(NAME, "--version")
        upgrade = partial(root.install, root.copy_in(newer, "/tmp"))  # noqa: S108
        with upgrading_on_request(folder, upgrade):
            run_as_user("upgrade", root, PROGRAM, folder)
        check_installed(root)
        require(root.run(NAME, "--version") > older, "the newer version is installed", older)
        run_as_user("come-back", root, PROGRAM, folder)
        check_removal(root, folder)


def check_installed(root: BareDebian) -> None:
    with step("Checking what was installed"):
        altered = root.run("dpkg", "--verify", NAME)
        require(not altered.strip(), "every file is as it was packed", altered)
        lacking = bare_debian.missing(root, LIBRARY)
        require(not lacking, "every library is there", lacking)
        result = root.run(NAME, "--version")
        require(result.startswith(NAME), "it says its version", result)


def check_removal(root: BareDebian, folder: Path) -> None:
    stored = folder / "home" / ".local" / "share" / NAME
    with step("Removing and purging it"):
        files = {line for line in root.run("dpkg", "-L", NAME).splitlines() if NAME in line}
        require(len(files) > 100, "dpkg knows its files", len(files))
        root.run("apt-get", "-y", "-q", "remove", NAME)
        require(not remaining_files(root), "nothing is left after the removal", sorted(remaining_files(root)))
        root.run("dpkg", "--purge", NAME)
        require(not remaining_files(root), "nothing is left after the purge", sorted(remaining_files(root)))
        require(any(stored.rglob("store.db")), "the person's boards stay theirs")


def remaining_files(root: BareDebian) -> set[str]:
    return {file for folder in SEARCHED_FOLDERS for file in root.files(folder) if NAME in file}
