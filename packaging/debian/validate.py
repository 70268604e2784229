"""Runs the validators of the desktop and of Debian on the package."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from debian.paths import NAME
from devtools.steps import StepError, run_command, step

LINTIAN = ("lintian", "--allow-root", "--tag-display-limit", "0", "--pedantic", "--display-info")
FATAL = ("E:", "W:")
IGNORED_TAGS = ("cid-desktopapp-is-not-rdns", "url-homepage-missing")
"""AppStream wants a project URL and a name derived from it. There is none yet, and none is invented."""
OVERRIDES = "--override=" + ",".join(f"{tag}=info" for tag in IGNORED_TAGS)


def check(package: Path, share: Path) -> list[str]:
    """Returns the informational tags. Raises `StepError` if a validator finds an error."""
    check_share(share)
    with step("Asking lintian"):
        result = subprocess.run([*LINTIAN, package], capture_output=True, text=True, check=False)
    tags = (result.stdout + result.stderr).splitlines()
    if faults := fatal(tags):
        raise StepError("lintian reports errors in the package:\n" + "\n".join(faults))
    return [tag for tag in tags if tag.startswith(("I:", "P:"))]


def check_share(share: Path) -> None:
    validators: Sequence[tuple[str | Path, ...]] = (
        (
            "desktop-file-validate",
            "--warn-kde",
            share / "applications" / f"{NAME}.desktop",
            share / "applications" / "kanbert.Desktop.desktop",
        ),
        (
            "appstreamcli",
            "validate",
            "--no-net",
            "--no-color",
            OVERRIDES,
            share / "metainfo" / f"{NAME}.metainfo.xml",
        ),
    )
    for command in validators:
        run_command(command, f"pass {command[0]}")


def fatal(tags: Iterable[str]) -> list[str]:
    """Overridden tags are not reported."""
    return [tag for tag in tags if tag.startswith(FATAL)]
