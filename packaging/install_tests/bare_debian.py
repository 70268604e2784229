"""A bare Debian file system to install into."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bundle.inspection import not_found_in, programs
from devtools.paths import BUILD
from devtools.steps import StepError, run_command, step

BUILD_FOLDER = BUILD / "install-tests"
BASE_PACKAGES = BUILD_FOLDER / "base"
USER, USER_ID = "mira", 1000
COPIED_APT_SETTINGS = (
    "Acquire::http",
    "Acquire::https",
    "Acquire::ftp",
    "Acquire::Check",
    "Acquire::Retries",
    "Acquire::Force",
)
"""How this machine reaches its package source; the rest of its configuration is its own."""
APT = "env DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends".split()


class BareDebian:
    """Its mounts are of this process alone, which has to have a mount namespace of its own."""

    def __init__(self, name: str) -> None:
        self.path = BUILD_FOLDER / name

    def make(self) -> None:
        """Fresh from the base, which is made once; with one ordinary person, whom the outside knows as well."""
        if not BASE_PACKAGES.exists():
            _make_base()
        with step(f"Copying the bare Debian for the {self.path.name}"):
            shutil.rmtree(self.path, ignore_errors=True)
            run_command(["cp", "-a", BASE_PACKAGES, self.path], "copy the bare Debian")
        for source in ("/dev", "/proc", "/sys"):
            self._mount(Path(source))
        self.run("useradd", "--create-home", "--uid", str(USER_ID), "--shell", "/bin/sh", USER)
        for name in ("passwd", "group"):
            # The person's screen, bus and keyring run outside: what opens a bus wants to know whose it is.
            run_command(["mount", "--bind", self.path / "etc" / name, Path("/etc", name)], "share the names")

    def share(self, folder: Path) -> None:
        """The same folder under the same name inside."""
        (self.path / folder.relative_to("/")).mkdir(parents=True, exist_ok=True)
        self._mount(folder)

    def run(self, *command: str | Path, user: str = "root", **variables: str) -> str:
        """Inside, what it printed. Raises `StepError` where it fails."""
        return run_command(
            self._inside(command, user, variables), f"do {command[0]} in the bare Debian"
        ).stdout

    def try_run(self, *command: str | Path, user: str = "root") -> "subprocess.CompletedProcess[str]":
        """The same, where failing may be right; standard error is told with standard output."""
        inside = self._inside(command, user, {})
        return subprocess.run(
            inside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )

    def _inside(
        self, command: Sequence[str | Path], person: str, variables: Mapping[str, str]
    ) -> list[str | Path]:
        home = "/root" if person == "root" else f"/home/{person}"
        clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": home, **variables}
        inside = ["env", "-i", *(f"{name}={value}" for name, value in clean.items())]
        chroot: list[str | Path] = ["chroot", f"--userspec={person}:{person}", self.path]
        return [*chroot, *inside, *command]

    def install(self, *names: str | Path) -> None:
        """By apt, which brings what they depend on."""
        self.run(*APT, "install", *names)

    def install_desktop(self) -> None:
        """What a desktop always has and the smallest base has not: a browser, and what keeps the list of programs."""
        self.install("chromium", "desktop-file-utils")

    def copy_in(self, file: Path, folder: str) -> Path:
        """A copy inside; its path as seen from there."""
        target = self.path / folder.lstrip("/") / file.name
        shutil.copyfile(file, target)
        return Path("/", target.relative_to(self.path))

    def has(self, program: str) -> bool:
        asked = subprocess.run(
            ["chroot", self.path, "sh", "-c", f"command -v {program}"], capture_output=True, check=False
        )
        return asked.returncode == 0

    def files(self, below: str) -> set[str]:
        """Everything below an absolute folder, as seen from inside."""
        return {f"/{path.relative_to(self.path)}" for path in (self.path / below.lstrip("/")).rglob("*")}

    def _mount(self, folder: Path) -> None:
        run_command(["mount", "--rbind", folder, self.path / folder.relative_to("/")], f"mount {folder}")


def _make_base() -> None:
    shutil.rmtree(BUILD_FOLDER / "base.new", ignore_errors=True)
    made = BUILD_FOLDER / "base.new"
    made.parent.mkdir(parents=True, exist_ok=True)
    sources = package_sources()
    site, suite, _ = sources[0]
    with step(f"Making a bare Debian ({suite})"):
        run_command(["debootstrap", "--variant=minbase", suite, made, site], "make a bare Debian")
        (made / "etc" / "apt" / "sources.list").write_text(
            "".join(f"deb {site} {suite} {component}\n" for site, suite, component in sources)
        )
        (made / "etc" / "apt" / "apt.conf.d" / "90machine").write_text(apt_settings())
        # No service is to start in it: its processes are those of this machine.
        policy = made / "usr" / "sbin" / "policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        shutil.copyfile("/etc/resolv.conf", made / "etc" / "resolv.conf")
        run_command(["chroot", made, "apt-get", "-q", "update"], "read the package lists in the bare Debian")
    made.rename(BASE_PACKAGES)


def package_sources() -> list[tuple[str, str, str]]:
    """Site, suite and component of each source that this machine's apt reads over the network."""
    asked = run_command(
        ["apt-get", "indextargets", "--format", "$(SITE) $(CODENAME) $(COMPONENT)", "Created-By: Packages"],
        "ask apt for its sources",
    )
    found = sources_of(asked.stdout.splitlines())
    if not found:
        raise StepError("apt knows no source on the network. Run apt-get update, then start this again.")
    return found


def sources_of(lines: Sequence[str]) -> list[tuple[str, str, str]]:
    parts = [line.split() for line in lines if line.startswith("http")]
    return [(site, suite, component) for site, suite, component in parts]


def apt_settings() -> str:
    told = run_command(["apt-config", "dump", "--no-empty", "Acquire"], "ask apt for its settings").stdout
    return "".join(f"{line}\n" for line in told.splitlines() if line.startswith(COPIED_APT_SETTINGS))


def missing(root: BareDebian, library: str) -> list[str]:
    """Names; `library` is the frozen folder as seen from inside."""
    files = [f"/{path.relative_to(root.path)}" for path in programs(root.path / library.lstrip("/"))]
    told = root.run(
        *("sh", "-c", 'for file; do ldd "$file" || true; done', "ldd"),
        *files,
        LD_LIBRARY_PATH=f"{library}/_internal",
    )
    return sorted(set(not_found_in(told.splitlines())))
