"""Files for other operating systems, checked against the rest of the repository."""

import plistlib
import re
import subprocess
from pathlib import Path

import pytest

from devtools import commands
from devtools.paths import PACKAGING, ROOT
from freedesktop import share_tree
from kanbert_desktop.app.system import autostart

INSTALLER = PACKAGING / "windows" / "kanbert-desktop.iss"
WORKFLOW = ROOT / ".github" / "workflows" / "packages.yml"
SCRIPTS = [
    PACKAGING / "macos" / "package.sh",
    PACKAGING / "tarball" / "install.sh",
    PACKAGING / "tarball" / "uninstall.sh",
]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_shell_can_read_the_scripts(script: Path) -> None:
    for shell in ("dash", "bash"):
        subprocess.run([shell, "-n", script], check=True)


def test_the_hardened_runtime_is_asked_for_one_thing_alone() -> None:
    asked = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert asked == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_workflow_calls_what_there_is() -> None:
    text = WORKFLOW.read_text("utf-8")
    called = set(re.findall(r"packaging/dev\.py ([\w-]+)", text))
    assert called == {"deb", "tarball", "wheel", "bundle"}
    assert called <= commands.COMMANDS.keys()
    for name in re.findall(r"packaging[/\\][\w/\\.-]+\.(?:py|sh|iss)", text):
        assert (ROOT / name.replace("\\", "/")).is_file(), name


def test_the_installer_takes_only_what_is_there_or_made() -> None:
    places = re.findall(r"\.\.\\\.\.\\([^\"\r\n]+)", INSTALLER.read_text("utf-8"))
    made = [place for place in places if place.startswith(("build\\", "dist"))]
    assert set(places) - set(made) == {"LICENSE"}
    assert (ROOT / "LICENSE").is_file()


def test_the_installer_asks_for_no_administrator_and_knows_the_programs_own_names() -> None:
    text = INSTALLER.read_text("utf-8")
    assert "PrivilegesRequired=lowest" in text
    assert "Root: HKLM" not in text
    scheme = re.search(r'#define Scheme "(.+)"', text)
    assert scheme is not None
    assert f"x-scheme-handler/{scheme[1]};" in share_tree.entry("kanbert-desktop")
    assert f'ValueName: "{autostart.NAME}"; Flags: dontcreatekey uninsdeletevalue' in text
