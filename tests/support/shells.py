"""bash, zsh and fish as users use them: in a terminal, with a real Tab key.

The program to complete is a fake: for `__boards` and `__views` it prints the codes of the test, otherwise it records its arguments.
"""

import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from support.hostile_text import SPY

TIMEOUT_SECONDS = 60.0
QUIET_SECONDS = 5.0
TAB, ENTER, KILL = b"\t", b"\r", b"\x15"
"""`KILL` (Ctrl+U) clears the current line."""
SHOW = {"1": b"\x0f", "2": b"\x14"}
"""Ctrl+O and Ctrl+T write the current line to a file with that ending."""
READY = "ready-for-a-line"
_PROGRAM = """\
#!/bin/sh
case "$1" in
    __boards|__views) cat "$CODES" ;;
    *) printf '%s\\0' "$@" end > "$ARGUMENTS.part"; mv "$ARGUMENTS.part" "$ARGUMENTS" ;;
esac
"""
_BASH = """\
PS1='' PS2='' HISTFILE='' COMP_WORDBREAKS="$COMP_WORDBREAKS"
bind 'set enable-bracketed-paste off'
bind 'set bell-style none'
bind 'set completion-query-items 0'
bind 'set page-completions off'
show_line() { printf %s "$READLINE_LINE" > "$LINE.part"; mv "$LINE.part" "$LINE.$1"; }
bind -x '"\\C-o": show_line 1'
bind -x '"\\C-t": show_line 2'
source "$SCRIPT"
printf '%s\\n' "$READY"
"""
_ZSH = """\
PS1='' PS2='' LISTMAX=-1
unsetopt beep prompt_cr prompt_sp
autoload -Uz compinit && compinit -u -D
show-line() { print -rn -- "$BUFFER" > "$LINE.part"; mv "$LINE.part" "$LINE.$1" }
show-line-1() { show-line 1 }
show-line-2() { show-line 2 }
zle -N show-line-1 && zle -N show-line-2 && bindkey -e && bindkey '^U' kill-whole-line
bindkey '^O' show-line-1 && bindkey '^T' show-line-2
source "$SCRIPT"
print -r -- "$READY"
"""


@dataclass
class ShellEnvironment:
    """A folder in which nothing may appear, programs on PATH that record their calls, and the board codes."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.watched_files = self.root / "watched"
        self.home = self.root / "home"
        self._bin = self.root / "bin"
        for folder in (self.watched_files, self.home, self._bin):
            folder.mkdir()
        self.codes, self.arguments, self.line = (self.root / name for name in ("codes", "arguments", "line"))
        self.log_file = self.root / "spied"
        self._put("kanbert-desktop", _PROGRAM)
        self._put(SPY, f'#!/bin/sh\necho "$0 $*" >> {self.log_file}\n')

    def environment(self) -> dict[str, str]:
        own = {
            "PATH": f"{self._bin}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "ZDOTDIR": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "TERM": "dumb",
            "INPUTRC": "/dev/null",
            "LC_ALL": "C.UTF-8",
            "CODES": str(self.codes),
            "ARGUMENTS": str(self.arguments),
            "LINE": str(self.line),
            "READY": READY,
        }
        return {**os.environ, **own, **self.variables}

    def add_executable(self, *codes: str) -> None:
        self.codes.write_bytes("".join(f"{code}\n" for code in codes).encode("utf-8", "surrogateescape"))

    def nothing_was_run(self) -> bool:
        return not self.log_file.exists() and not list(self.watched_files.iterdir())

    def typed_arguments(self) -> list[str]:
        """The arguments of the last call, which are then forgotten."""
        result = self.arguments.read_bytes().decode("utf-8", "surrogateescape").split("\0")
        self.arguments.unlink()
        assert result[-2:] == ["end", ""]
        return result[:-2]

    def _put(self, name: str, script: str) -> None:
        path = self._bin / name
        path.write_text(script, "utf-8")
        path.chmod(0o755)


class ShellTerminal:
    """An interactive shell. Its output is discarded; results are in files."""

    def __init__(
        self, shell_environment: ShellEnvironment, terminal: int, process: subprocess.Popen[bytes]
    ) -> None:
        self._environment, self._terminal, self._process = shell_environment, terminal, process
        self.output = b""
        self._endings = cycle(SHOW)

    def press(self, keys: bytes) -> None:
        os.write(self._terminal, keys)

    def line(self) -> str:
        """The current line of the editor."""
        # A key pressed during completion may be taken as the answer to the shell's list. Repeated for a shell that was
        # only slow, it comes when the line is another one already: the key for the next line writes another file.
        ending = next(self._endings)
        file, again = self._environment.line.with_suffix(f".{ending}"), 0.0
        file.unlink(missing_ok=True)

        def shown() -> bool:
            nonlocal again
            if time.monotonic() >= again:
                self.press(SHOW[ending])
                again = time.monotonic() + QUIET_SECONDS
            return file.exists()

        self._read_until(shown)
        return file.read_bytes().decode("utf-8", "surrogateescape")

    def enter(self) -> list[str]:
        """The arguments that the program got from the line."""
        self.press(ENTER)
        self.wait_for(self._environment.arguments)
        return self._environment.typed_arguments()

    def wait_for(self, file: Path) -> None:
        self._read_until(file.exists)

    def wait_until_ready(self) -> None:
        self._read_until(lambda: f"{READY}\r\n".encode() in self.output)

    def _read_until(self, done: Callable[[], bool]) -> None:
        give_up = time.monotonic() + TIMEOUT_SECONDS
        while not done():
            assert time.monotonic() < give_up, self.output[-2000:]
            assert self._process.poll() is None, self.output[-2000:]
            if select.select([self._terminal], [], [], 0.02)[0]:
                self.output += os.read(self._terminal, 65536)


@contextmanager
def shell_terminal(shell: str, shell_environment: ShellEnvironment, script: Path) -> Iterator[ShellTerminal]:
    """bash or zsh with the completion script and no other configuration."""
    setup = shell_environment.root / f"setup.{shell}"
    setup.write_text({"bash": _BASH, "zsh": _ZSH}[shell], "utf-8")
    command: Sequence[str] = {
        "bash": ["bash", "--noprofile", "--rcfile", str(setup), "-i"],
        "zsh": ["zsh", "-d", "-i"],
    }[shell]
    if shell == "zsh":
        (shell_environment.home / ".zshrc").write_text(_ZSH, "utf-8")
    ours, theirs = pty.openpty()
    _silence(theirs)
    # With a controlling terminal, like the shell of a terminal program.
    process = subprocess.Popen(
        ["setsid", "--ctty", *command],
        env={**shell_environment.environment(), "SCRIPT": str(script)},
        cwd=shell_environment.watched_files,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    keyboard = ShellTerminal(shell_environment, ours, process)
    try:
        keyboard.wait_until_ready()
        yield keyboard
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def fish(shell_environment: ShellEnvironment, script: Path, commands: str) -> str:
    """The output of fish for `commands`; it completes with `complete -C`, as its Tab key does."""
    result = subprocess.run(
        ["fish", "--no-config", "-c", f"source $SCRIPT; {commands}"],
        env={**shell_environment.environment(), "SCRIPT": str(script)},
        cwd=shell_environment.watched_files,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=True,
    )
    assert result.stderr == b""
    return result.stdout.decode("utf-8", "surrogateescape")


def _silence(terminal: int) -> None:
    """No echo of keys that arrive before the shell's editor is ready."""
    settings = termios.tcgetattr(terminal)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, settings)
