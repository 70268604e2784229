"""Verbs import no Qt, and what needs the network or the keyring only where they use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.terminal import TIMEOUT_SECONDS, Terminal

HEAVY = {
    *("PySide6", "shiboken6", "qasync", "_asyncio", "ssl", "httpx", "httpcore", "oauthlib", "stamina", "truststore"),
    *("keyring", "secretstorage", "jeepney", "cryptography", "filelock", "rapidfuzz", "nh3", "msgspec", "platformdirs"),
    *("tempfile", "socket", "xml", "logging.handlers", "dataclasses", "typing_extensions"),
}  # fmt: skip
"""`_asyncio` stands for asyncio, whose name is in `sys.modules` before it is loaded (`startup.import_lazily`)."""
READING = {"msgspec"}
SAVING = {*READING, "xml", "_asyncio", "socket"}
"""The loop serves verbs of other processes meanwhile; a checkout has only the catalogues of texts."""
DATED = {*READING, "dataclasses", "tempfile"}
"""`icalendar` imports them."""
NETWORK = {*SAVING, "ssl", "httpx", "httpcore", "stamina", "truststore", "tempfile"}
NETWORK |= {"dataclasses", "typing_extensions"}
ALLOWED: dict[tuple[str, ...], set[str]] = {
    ("status", "--json"): READING,
    ("boards", "--json"): READING,
    ("cards", "all", "--json"): READING,
    ("cards", "WEB", "--search", "assignee:me", "--json"): READING,
    ("inbox", "--json"): READING,
    ("cards", "--view", "Offen", "--json"): READING,
    ("views", "--json"): READING,
    ("views", "export"): READING,
    ("templates", "--json"): READING,
    ("templates", "export"): READING,
    ("attention", "--json"): READING,
    ("export", "all", "--format", "json"): READING,
    ("export", "WEB", "--format", "csv"): READING,
    ("overview", "all", "--json"): READING,
    ("overview", "WEB", "--json"): READING,
    ("export", "all", "--format", "ics"): DATED,
    ("add", "WEB", "Neu", "--json"): SAVING,
    ("undo", "--json"): SAVING,
    ("views", "add", "Offen", "is:open", "--json"): SAVING,
    ("templates", "add", "WEB", "Bericht", "--json"): SAVING,
    ("sync", "--json"): NETWORK,
    ("sign-in", "--json"): NETWORK,
    ("sign-out", "--json"): NETWORK,
    ("completion", "bash", "--json"): set(),
    ("--version",): set(),
}
CODE = """
import json, sys
from pathlib import Path
from kanbert_desktop.main import run
try:
    code = run(sys.argv[2:])
except SystemExit as end:
    code = end.code
Path(sys.argv[1]).write_text(json.dumps([code, sorted({*sys.modules, *(name.partition(".")[0] for name in sys.modules)})]))
"""


def imported_by(terminal: Terminal, result: Path, *words: str) -> tuple[int, set[str]]:
    subprocess.run(
        [sys.executable, "-c", CODE, str(result), *words],
        env=terminal.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=TIMEOUT_SECONDS,
        check=True,
    )
    code, modules = json.loads(result.read_text())
    return code, set(modules) & HEAVY


@pytest.mark.parametrize("words", ALLOWED, ids=" ".join)
def test_a_verb_imports_what_it_needs(terminal: Terminal, tmp_path: Path, words: tuple[str, ...]) -> None:
    if words[0] == "undo":
        terminal.json("add", "WEB", "Zurück")
    if "--view" in words:
        terminal.json("views", "add", "Offen", "is:open")
    code, heavy = imported_by(terminal, tmp_path / "result", *words)
    assert code == 0
    assert heavy <= ALLOWED[words]


def test_a_verb_that_prints_text_reads_the_table_of_a_build_or_the_catalogue(
    terminal: Terminal, tmp_path: Path
) -> None:
    code, heavy = imported_by(terminal, tmp_path / "result", "status")
    assert code == 0
    assert heavy <= {*READING, "xml"}
