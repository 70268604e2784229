"""Has an ordinary person sit down before a bare root: no root's rights but the one to enter it."""

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
    # To enter the root, and to read this checkout wherever it lies.
    *(f"--inh-caps={_ALONE}", f"--ambient-caps={_ALONE}", "--"),
)


@contextmanager
def shared_folder(root: BareDebian) -> Iterator[Path]:
    """A folder of the person's, the same inside and outside, with the screen's sockets beside it."""
    with tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        os.chown(place, USER_ID, USER_ID)
        sockets = Path(tempfile.gettempdir()) / ".X11-unix"
        sockets.mkdir(mode=0o1777, exist_ok=True)
        root.share(place)
        root.share(sockets)
        yield place


def run_as_user(journey: str, root: BareDebian, program: str, place: Path) -> None:
    """Raises `StepError` where the journey did not reach its end."""
    pictures = _folder(root.path.name)
    os.chown(pictures, USER_ID, USER_ID)
    _walk(AS_USER, [journey, str(root.path), program, str(place), str(pictures)])


def run_as_current_user(journey: str, program: str, place: Path, name: str) -> None:
    """The same for a program of this machine, as whoever started this; `name` is of the folder for pictures."""
    _walk((), [journey, "/", program, str(place), str(_folder(name))])


def _folder(name: str) -> Path:
    pictures = SCREENSHOTS / name
    pictures.mkdir(parents=True, exist_ok=True)
    return pictures


def _walk(become: Sequence[str], words: Sequence[str]) -> None:
    variables = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "PYTHONPATH": os.pathsep.join([str(PACKAGING), str(ROOT / "tests")]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": tempfile.gettempdir(),
    }
    with ChildProcesses() as children:
        command = [*become, str(PYTHON), "-m", "install_tests.user_journey", *words]
        if children.wait(children.start(command, variables, cwd=str(ROOT))):
            raise StepError(f"The journey “{words[0]}” did not reach its end; pictures lie in {words[-1]}.")
