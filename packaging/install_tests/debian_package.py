"""The Debian package: installed alone, used, upgraded, removed, purged."""

from pathlib import Path

from debian.paths import NAME
from devtools.steps import require, run_command, step
from install_tests import bare_debian
from install_tests.bare_debian import BUILD_FOLDER, BareDebian
from install_tests.run_as_user import run_as_user, shared_folder
from install_tests.stopwatch import Stopwatch
from install_tests.upgrade import upgrading_on_request

PROGRAM = f"/usr/bin/{NAME}"
LIBRARY = f"/usr/lib/{NAME}"
SEARCHED_FOLDERS = ("/usr/bin", "/usr/lib", "/usr/share", "/etc", "/opt")


def check_debian_package(package: Path) -> None:
    root = BareDebian("debian package")
    root.make()
    require(not root.has("python3"), "the bare Debian has no Python")
    watch = Stopwatch()
    with step("Installing the package alone"), watch.running():
        root.install(root.copy_in(package, "/tmp"))  # noqa: S108  inside the bare Debian, which is ours
    check_installed(root)
    with shared_folder(root) as folder:
        run_as_user("bare", root, PROGRAM, folder)
        with step("Installing a browser"):
            root.install_desktop()
        with watch.running():
            run_as_user("first-card", root, PROGRAM, folder)
        watch.stop()
        run_as_user("train", root, PROGRAM, folder)
        run_as_user("link", root, PROGRAM, folder)
        newer = root.copy_in(next_version(package), "/tmp")  # noqa: S108
        with upgrading_on_request(folder, lambda: root.install(newer)):
            run_as_user("upgrade", root, PROGRAM, folder)
        check_installed(root)
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


def next_version(package: Path) -> Path:
    """The same package with a higher version, like the next release."""
    folder = BUILD_FOLDER / "next"
    run_command(["rm", "-rf", folder], "remove the previous folder")
    run_command(["dpkg-deb", "--raw-extract", package, folder], "unpack the package")
    control = folder / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines()
    number = next(line for line in lines if line.startswith("Version: "))
    control.write_text(
        "\n".join(f"{number}+next" if line == number else line for line in lines) + "\n", "utf-8"
    )
    target = folder.with_name(f"{NAME}_next.deb")
    run_command(
        ["dpkg-deb", "--root-owner-group", "-Znone", "--build", folder, target], "pack the next version"
    )
    return target
