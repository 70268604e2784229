"""A minimal Debian, made by debootstrap from this machine's own package source."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bundle.inspection import not_found_in, programs
from devtools.paths import BUILD
from devtools.steps import StepError, run_command, step

BUILD_FOLDER = BUILD / "install-tests"
BASE_FOLDER = BUILD_FOLDER / "base"
USER, USER_ID = "mira", 1000
COPIED_APT_SETTINGS = (
    "Acquire::http",
    "Acquire::https",
    "Acquire::ftp",
    "Acquire::Check",
    "Acquire::Retries",
    "Acquire::Force",
)
"""How this machine reaches its package source; everything else is Debian's default."""
APT = "env DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends".split()


class BareDebian:
    """Its mounts are private to this process, which must have its own mount namespace."""

    def __init__(self, name: str) -> None:
        self.path = BUILD_FOLDER / name

    def make(self) -> None:
        """Copied from the base, which is made once; with one ordinary user, whom the host knows too."""
        if not BASE_FOLDER.exists():
            _make_base()
        with step(f"Copying the minimal Debian for the {self.path.name}"):
            shutil.rmtree(self.path, ignore_errors=True)
            run_command(["cp", "-a", BASE_FOLDER, self.path], "copy the minimal Debian")
        for source in ("/dev", "/proc", "/sys"):
            self._mount(Path(source))
        with step("Reading its package lists"):
            # The base may be older than what its lists name.
            self.run("apt-get", "-q", "update")
        self.run("useradd", "--create-home", "--uid", str(USER_ID), "--shell", "/bin/sh", USER)
        for name in ("passwd", "group"):
            # The user's screen, bus and keyring run outside: a bus checks the owner of a connection.
            run_command(["mount", "--bind", self.path / "etc" / name, Path("/etc", name)], "share the names")

    def share(self, folder: Path) -> None:
        """Mounts the folder under the same name inside."""
        (self.path / folder.relative_to("/")).mkdir(parents=True, exist_ok=True)
        self._mount(folder)

    def run(self, *command: str | Path, user: str = "root", **variables: str) -> str:
        """Runs a command inside and returns its output. Raises `StepError` if it fails."""
        return run_command(
            self._inside(command, user, variables), f"do {command[0]} in the bare Debian"
        ).stdout

    def try_run(self, *command: str | Path, user: str = "root") -> "subprocess.CompletedProcess[str]":
        """The same if failure is acceptable; includes standard error."""
        inside = self._inside(command, user, {})
        return subprocess.run(
            inside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )

    def _inside(
        self, command: Sequence[str | Path], user: str, variables: Mapping[str, str]
    ) -> list[str | Path]:
        home = "/root" if user == "root" else f"/home/{user}"
        clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": home, **variables}
        inside = ["env", "-i", *(f"{name}={value}" for name, value in clean.items())]
        chroot: list[str | Path] = ["chroot", f"--userspec={user}:{user}", self.path]
        return [*chroot, *inside, *command]

    def install(self, *names: str | Path) -> None:
        """By apt, together with dependencies."""
        self.run(*APT, "install", *names)

    def install_desktop(self) -> None:
        """Installs what a desktop always has and the minimal system lacks: a browser, and the list of applications."""
        self.install("chromium", "desktop-file-utils")

    def copy_in(self, file: Path, folder: str) -> Path:
        """Copies the file; returns its path as seen from inside."""
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
    with step(f"Making a minimal Debian ({suite})"):
        run_command(["debootstrap", "--variant=minbase", suite, made, site], "make a minimal Debian")
        (made / "etc" / "apt" / "sources.list").write_text(
            "".join(f"deb {site} {suite} {component}\n" for site, suite, component in sources)
        )
        (made / "etc" / "apt" / "apt.conf.d" / "90machine").write_text(apt_settings())
        # No service may start in it: its processes would run on this machine.
        policy = made / "usr" / "sbin" / "policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        shutil.copyfile("/etc/resolv.conf", made / "etc" / "resolv.conf")
    made.rename(BASE_FOLDER)


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
    result = run_command(["apt-config", "dump", "--no-empty", "Acquire"], "ask apt for its settings").stdout
    return "".join(f"{line}\n" for line in result.splitlines() if line.startswith(COPIED_APT_SETTINGS))


def missing(root: BareDebian, library: str) -> list[str]:
    """The names of missing libraries; `library` is the frozen folder as seen from inside."""
    files = [f"/{path.relative_to(root.path)}" for path in programs(root.path / library.lstrip("/"))]
    result = root.run(
        *("sh", "-c", 'for file; do ldd "$file" || true; done', "ldd"),
        *files,
        LD_LIBRARY_PATH=f"{library}/_internal",
    )
    return sorted(set(not_found_in(result.splitlines())))
