"""The commands of `dev.py`."""

import io
import os
import signal
import sys
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from types import FrameType

from bundle import build as bundling
from debian import build as debian
from desktop_tests import run as desktops
from devtools import checks, environment, lock, mutants, node_packages, python_versions, screen, suite, wheel
from devtools.child_processes import ChildProcesses
from devtools.paths import BUILD, PACKAGING, PYTHON
from devtools.screen import ScreenError
from devtools.steps import StepError
from devtools.system_packages import TEST_PROGRAMS, WINDOW, ensure, need
from install_tests import run as proving
from tarball import build as portable

USAGE = """python3 packaging/dev.py VERB

  run     open the window on a sandbox with sample data; without a screen, or with --tour, run the guided tour
          (other arguments go to the application)
  test    run the checks, then the whole suite (arguments go to pytest; `--every-python` first: on each Python from 3.11
          on that this machine has, each in its own environment). Up to five tests that failed are run three times
          more without any other; if all pass each time, they are named as unstable and do not fail the run
  check   format, lint, types, imports, dependencies, dead code
  bench   measure all figures, each beside its baseline (`frozen`, only on request: the start of what `bundle` built);
          `table` prints those with 1,000 to 100,000 cards as Markdown and draws them; `--save FILE` keeps the figures,
          `--compare FILE` shows what got worse since another commit saved its own
  soak    run for long what the suite runs briefly: random bytes to the sign-in listener, starts on damaged stores,
          simulated scenarios, the state machine, kills, a monkey at the window, the same with screen readers, every
          generated test, a fault at every disk operation (one of `listener`, `stores`, `stories`, `machine`, `kills`,
          `monkey`, `readers`, `fuzz`, `faults` alone; `--seeds N --steps N` for scenarios; `monkey --seed N` repeats a
          run; `fuzz --examples N`; `faults --scenes "add,sync"`)
  mutants break rules on purpose, each in a copy of the last commit: the named test must fail (names select)
  lock    write the locks below packaging/ again from pyproject.toml
  bundle  freeze the program into the folder build/kanbert-desktop, which needs no Python (`--twice` compares)
  deb     build the Debian package in dist/ and run the validators
  tarball build the archive in dist/ that a user installs without root
  wheel   build wheel and source archive in dist/, for pip, pipx and uv
  test-packages
          install each package (in a minimal Debian, as root), sign in with a real browser, work offline, upgrade,
          remove (`deb`, `tarball`, `wheel` select; `figures` measures size and start beside Debian's Qt programs)
  test-desktop
          run a user's scenarios on real desktops without a screen, with pointer, finger and keys (names of desktops
          and scenarios select: `test-desktop gnome paste`); screenshots are in build/desktop"""

EVERY_PYTHON = "--every-python"


def main(arguments: Sequence[str]) -> int:
    """Exit code of the command named first in `arguments`."""
    verb = COMMANDS.get(arguments[0]) if arguments else None
    if verb is None:
        print(USAGE)
        return 0 if set(arguments) & {"-h", "--help"} else 2
    _leave_tidily()
    reuse_bytecode(os.environ)
    try:
        return verb(arguments[1:])
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    except BrokenPipeError:
        # The reader of the output has gone; nothing more can be printed, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (StepError, ScreenError) as error:
        print(error, file=sys.stderr)
        return 1


def run(arguments: Sequence[str]) -> int:
    environment.prepare()
    others = [argument for argument in arguments if argument != "--tour"]
    if len(others) < len(arguments) or not has_screen():
        return tour(others)
    return window(others)


def window(arguments: Sequence[str]) -> int:
    # Without these libraries the window may still open: they can be installed without dpkg.
    ensure(WINDOW, "the window")
    with ChildProcesses() as children:
        command = [str(PYTHON), "-m", "kanbert_desktop", "--sandbox", *arguments]
        return children.wait(children.start(command, os.environ))


def tour(arguments: Sequence[str]) -> int:
    need([*WINDOW, *TEST_PROGRAMS], "the guided tour")
    if not (PACKAGING / "tour").is_dir():
        raise StepError("The guided tour is not part of this checkout (packaging/tour is missing).")
    return screen.run_on_virtual_screen(["-m", "tour", *arguments])


def test(arguments: Sequence[str]) -> int:
    others = [argument for argument in arguments if argument != EVERY_PYTHON]
    if len(others) < len(arguments):
        return python_versions.test_on_each(others)
    environment.prepare()
    need([*WINDOW, *TEST_PROGRAMS, *node_packages.programs()], "the tests")
    node_packages.prepare()
    passed = checks.run_checks()
    code = suite.run(arguments)
    return code or int(not passed)


def check(arguments: Sequence[str]) -> int:
    if arguments:
        raise StepError("`check` takes no arguments.")
    environment.prepare()
    return int(not checks.run_checks())


def bench(arguments: Sequence[str]) -> int:
    environment.prepare()
    need([*WINDOW, *TEST_PROGRAMS], "the bench")
    return screen.run_on_virtual_screen(["tests/benchmarks", *arguments])


def soak(arguments: Sequence[str]) -> int:
    environment.prepare()
    need([*WINDOW, *TEST_PROGRAMS], "the soak")
    return screen.run_on_virtual_screen(["tests/soak", *arguments])


def run_mutants(arguments: Sequence[str]) -> int:
    environment.prepare()
    need([*WINDOW, *TEST_PROGRAMS], "the mutants")
    return int(not mutants.run(arguments))


def write_lock(arguments: Sequence[str]) -> int:
    lock.write(upgrade="--upgrade" in arguments)
    return 0


def has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def reuse_bytecode(variables: MutableMapping[str, str]) -> None:
    """If the source folders are read-only, compiled files are stored under `build`.

    An installed program is compiled once; compiling at every start would distort figures and tests.
    """
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        variables.setdefault("PYTHONPYCACHEPREFIX", str(BUILD / "compiled"))


def _leave_tidily() -> None:
    """A closed terminal and SIGTERM end like Ctrl+C: every child process first."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # `nohup` ignores the closing of the terminal; that is respected.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)
    # Our lines must come before the output of child processes, also in a pipe.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True, errors="replace")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "soak": soak,
    "mutants": run_mutants,
    "lock": write_lock,
    "bundle": bundling.bundle,
    "deb": debian.deb,
    "tarball": portable.tarball,
    "wheel": wheel.make,
    "test-packages": proving.check_packages,
    "test-desktop": desktops.check_desktops,
}
