"""The Debian package: installed alone, used, upgraded, removed, purged."""

from pathlib import Path

from debian.paths import NAME
from devtools.steps import carry_out, demand, step
from install_tests import bare_debian
from install_tests.bare_debian import PLACE, BareRoot
from install_tests.run_as_user import shared_place, sit
from install_tests.stopwatch import Stopwatch

PROGRAM = f"/usr/bin/{NAME}"
LIBRARY = f"/usr/lib/{NAME}"
OURS = ("/usr/bin", "/usr/lib", "/usr/share", "/etc", "/opt")


def prove(package: Path) -> None:
    root = BareRoot("debian package")
    root.make()
    demand(not root.has("python3"), "the bare Debian has no Python")
    watch = Stopwatch()
    with step("Installing the package alone"), watch.running():
        root.install(root.bring(package, "/tmp"))  # noqa: S108  inside the bare Debian, which is ours
    check_installed(root)
    with shared_place(root) as place:
        sit("bare", root, PROGRAM, place)
        with step("Installing a browser, as desktops have one"):
            root.install_desktop()
        with watch.running():
            sit("first-card", root, PROGRAM, place)
        watch.stop()
        sit("train", root, PROGRAM, place)
        sit("link", root, PROGRAM, place)
        with step("Upgrading to the next version"):
            root.install(root.bring(next_version(package), "/tmp"))  # noqa: S108
        check_installed(root)
        sit("come-back", root, PROGRAM, place)
        check_removal(root, place)


def check_installed(root: BareRoot) -> None:
    with step("Looking at what was installed"):
        altered = root.do("dpkg", "--verify", NAME)
        demand(not altered.strip(), "every file is as it was packed", altered)
        lacking = bare_debian.missing(root, LIBRARY)
        demand(not lacking, "every library is there", lacking)
        told = root.do(NAME, "--version")
        demand(told.startswith(NAME), "it says its version", told)


def check_removal(root: BareRoot, place: Path) -> None:
    kept = place / "home" / ".local" / "share" / NAME
    with step("Removing and purging it"):
        files = {line for line in root.do("dpkg", "-L", NAME).splitlines() if NAME in line}
        demand(len(files) > 100, "dpkg knows its files", len(files))
        root.do("apt-get", "-y", "-q", "remove", NAME)
        demand(not left(root), "nothing is left after the removal", sorted(left(root)))
        root.do("dpkg", "--purge", NAME)
        demand(not left(root), "nothing is left after the purge", sorted(left(root)))
        demand(any(kept.rglob("store.db")), "the person's boards stay theirs")


def left(root: BareRoot) -> set[str]:
    return {file for folder in OURS for file in root.files(folder) if NAME in file}


def next_version(package: Path) -> Path:
    """The same package under a higher number, as the next release would come."""
    folder = PLACE / "next"
    carry_out(["rm", "-rf", folder], "make room for the next version")
    carry_out(["dpkg-deb", "--raw-extract", package, folder], "take the package apart")
    control = folder / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines()
    number = next(line for line in lines if line.startswith("Version: "))
    control.write_text(
        "\n".join(f"{number}+next" if line == number else line for line in lines) + "\n", "utf-8"
    )
    target = folder.with_name(f"{NAME}_next.deb")
    carry_out(
        ["dpkg-deb", "--root-owner-group", "-Znone", "--build", folder, target], "pack the next version"
    )
    return target
