"""Runs the program in the minimal Debian as an ordinary user: without root's rights except to enter it."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from devtools.child_processes import ChildProcesses
from devtools.paths import BUILD, PACKAGING, PYTHON, ROOT
from devtools.steps import StepError
from install_tests.bare_debian import USER_ID, BareDebian

SCREENSHOTS = BUILD / "install-tests" / "pictures"
_ALONE = "-all,+sys_chroot,+dac_read_search"
AS_USER = (
    *("setpriv", f"--reuid={USER_ID}", f"--regid={USER_ID}", "--clear-groups"),
    # To enter the root, and to read this checkout.
    *(f"--inh-caps={_ALONE}", f"--ambient-caps={_ALONE}", "--"),
)


@contextmanager
def shared_folder(root: BareDebian) -> Iterator[Path]:
    """A folder of the user with the same path inside and outside, with the screen's sockets beside it."""
    with tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.chown(folder, USER_ID, USER_ID)
        sockets = Path(tempfile.gettempdir()) / ".X11-unix"
        sockets.mkdir(mode=0o1777, exist_ok=True)
        root.share(folder)
        root.share(sockets)
        yield folder


def run_as_user(scenario: str, root: BareDebian, program: str, folder: Path) -> None:
    """Raises `StepError` if the scenario did not complete."""
    screenshots = _folder(root.path.name)
    os.chown(screenshots, USER_ID, USER_ID)
    _walk(AS_USER, [scenario, str(root.path), program, str(folder), str(screenshots)])


def run_as_current_user(scenario: str, program: str, folder: Path, name: str) -> None:
    """The same for a program of this machine, as the current user; `name` names the folder for screenshots."""
    _walk((), [scenario, "/", program, str(folder), str(_folder(name))])


def _folder(name: str) -> Path:
    screenshots = SCREENSHOTS / name
    screenshots.mkdir(parents=True, exist_ok=True)
    return screenshots


def _walk(become: Sequence[str], arguments: Sequence[str]) -> None:
    variables = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "PYTHONPATH": os.pathsep.join([str(PACKAGING), str(ROOT / "tests")]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": tempfile.gettempdir(),
    }
    with ChildProcesses() as children:
        command = [*become, str(PYTHON), "-m", "install_tests.user_scenario", *arguments]
        if children.wait(children.start(command, variables, cwd=str(ROOT))):
            raise StepError(
                f"The scenario “{arguments[0]}” did not complete; screenshots are in {arguments[-1]}."
            )
