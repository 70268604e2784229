"""The program as installed for the user of a session: a command, and what `integrate` writes."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from desktop_tests.protocol_log import NAME, VARIABLE, ProtocolLog
from desktop_tests.session import Session
from devtools.paths import PYTHON, ROOT

ENTRY = "kanbert-desktop.desktop"
APP_ID = "kanbert-desktop"
_SEARCH_PROVIDER = "gnome-shell/search-providers/kanbert-desktop.ini"


class Program:
    def __init__(self, session: Session) -> None:
        self._session = session
        self.command = session.folder / "bin" / APP_ID
        self.protocol_log = ProtocolLog(session.log(NAME))

    def install(self) -> None:
        """Before the desktop starts: it reads icons and search providers once.

        The checkout is started as a wheel would be; `integrate` writes the files of the desktop.
        """
        self.command.parent.mkdir(exist_ok=True)
        start = shlex.join(["env", VARIABLE, str(PYTHON), "-m", "kanbert_desktop"])
        log = shlex.quote(str(self._session.log(NAME)))
        self.command.write_text(
            "#!/bin/sh\n"
            f"export PYTHONPATH={shlex.quote(str(ROOT))}\n"
            # The window's log, however it is started; what a verb says of an error belongs to its caller.
            f'case "$1" in "" | kanbert-desktop:*) exec 2>>{log} ;; esac\n'
            f'exec {start} "$@"\n',
            "utf-8",
        )
        self.command.chmod(0o755)
        self._session.run(self.command, "integrate")
        self._name_command()
        self._install_search_provider()

    def run_verb(self, *arguments: str) -> Any:  # noqa: ANN401  the document of the verb
        return json.loads(self._session.run(self.command, *arguments, "--json"))

    def start(self, *arguments: str) -> None:
        """Does not wait for its end: what it causes may be over by then."""
        self._session.start("verbs", [self.command, *arguments])

    def _name_command(self) -> None:
        """The files name Python and the package, which the bus starts without the checkout's path."""
        share = Path(self._session.variables["XDG_DATA_HOME"])
        for file in (*share.glob("applications/*.desktop"), *share.glob("dbus-1/services/*.service")):
            text = file.read_text("utf-8")
            text = text.replace(f"{PYTHON} -m kanbert_desktop", str(self.command))
            file.write_text(text.replace(f"TryExec={PYTHON}", f"TryExec={self.command}"), "utf-8")

    def _install_search_provider(self) -> None:
        """As the command that `integrate` prints: GNOME reads providers from system folders only."""
        source = Path(self._session.variables["XDG_DATA_HOME"]) / _SEARCH_PROVIDER
        target = self._session.system_share / _SEARCH_PROVIDER
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
