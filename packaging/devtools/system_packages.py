"""System libraries and programs: which are needed, which are missing, how to install them."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

from devtools.steps import StepError, run_command, step

# One package a word; "a|b" means the first that the distribution has.
WINDOW = (
    "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0t64|libglib2.0-0 libgssapi-krb5-2 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0 libxcb-xkb1 "
    "fonts-inter fonts-noto-core fonts-noto-color-emoji xdg-utils"
).split()
TEST_PROGRAMS = (
    "xvfb xauth openbox xdotool wmctrl scrot x11-utils imagemagick chromium desktop-file-utils poppler-utils "
    "gnome-keyring libsecret-tools dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0 stalonetray libglib2.0-bin "
    "appstream man-db mount gcc libc6-dev zsh fish sway"
).split()
# What the bundle links to in addition, and what inspects it.
LINKED = "libcups2t64|libcups2 libwayland-client0 libwayland-cursor0 libwayland-egl1 binutils".split()
DEBIAN = "dpkg-dev lintian appstream desktop-file-utils man-db".split()

INSTALL = "apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120".split()


def missing(needed: Sequence[str]) -> list[str]:
    """Those of `needed` that dpkg does not have installed; empty on a system without dpkg."""
    if not shutil.which("dpkg-query"):
        return []
    names = [name for choice in needed for name in choice.split("|")]
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    present = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [choice for choice in needed if present.isdisjoint(choice.split("|"))]


def ensure(needed: Sequence[str], purpose: str) -> list[str]:
    """Installs what is missing if that is allowed; returns what is still missing, after printing the command for it."""
    wanted = missing(needed)
    if not wanted:
        return []
    as_root = privilege()
    if as_root is None or not shutil.which("apt-get"):
        print(
            f"Missing for {purpose}: {' '.join(first_choices(wanted))}. Install with\n  {install_command(wanted)}"
        )
        return wanted
    if not confirm(wanted, purpose):
        print(f"Nothing was installed. By hand:\n  {install_command(wanted)}")
        return wanted
    with step("Reading the system's package lists"):
        run_command([*as_root, "apt-get", "update"], "read the system's package lists")
    names = [available_name(choice) for choice in wanted]
    with step(f"Installing {len(names)} system packages for {purpose}: {' '.join(names)}"):
        run_command(
            [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *INSTALL, *names], "install system packages"
        )
    return missing(wanted)


def confirm(wanted: Sequence[str], purpose: str) -> bool:
    """Asks at the terminal; without one the command must end without a question."""
    if not is_interactive():
        return True
    print(f"Missing for {purpose}: {' '.join(first_choices(wanted))}.")
    try:
        answer = input("Install them now with apt-get? [Y/n] ")
    except EOFError:
        return False
    return answer.strip().lower() in {"", "y", "yes"}


def is_interactive() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


def need(packages: Sequence[str], purpose: str) -> None:
    """Raises `StepError` if they are missing and cannot be installed."""
    if missing(packages) and ensure(packages, purpose):
        raise StepError(f"Without them {purpose} cannot start.")


def privilege() -> list[str] | None:
    """The prefix of a command run as root; None without root and without password-less sudo."""
    if os.name == "nt":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    allowed = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if allowed.returncode == 0 else None


def install_command(wanted: Sequence[str]) -> str:
    names = shlex.join(first_choices(wanted))
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def first_choices(wanted: Sequence[str]) -> list[str]:
    return [choice.split("|")[0] for choice in wanted]


def available_name(choice: str) -> str:
    names = choice.split("|")
    for name in names[:-1]:
        asked = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if asked.returncode == 0:
            return name
    return names[-1]
