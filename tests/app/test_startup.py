"""A start imports nothing that is needed later."""

import json
import subprocess
import sys
from pathlib import Path

LATE = {
    "cryptography",
    "httpx",
    "keyring",
    "oauthlib",
    "nh3",
    "qasync",
    "stamina",
    "truststore",
    "filelock",
    "starlette",
    "uvicorn",
}

START = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
import kanbert_desktop.main
app = QCoreApplication([])
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.accounts.registry import KnownAccount
options = Options(profile=Path(sys.argv[1]))
environment = Environment.for_options(options)
application = Application(environment, options)
application.current_account.registry.record_use(KnownAccount("https://kanbert.test", "1", "Mira", "mira@x.test"))
assert application.open_chosen_account() is not None
assert application.current_account.sign_in_method == "browser"
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_no_heavy_module_is_imported_before_the_boards_are_there(profile: Path) -> None:
    reported = subprocess.run(
        [sys.executable, "-c", START, str(profile)], capture_output=True, text=True, check=True
    )
    assert LATE & set(json.loads(reported.stdout)) == set()


def test_arguments_are_parsed_and_shells_completed_without_qt() -> None:
    """Imports of Qt before `remove_import_hook` are slow, and `--version` and shell completion need none."""
    code = (
        "import sys; import kanbert_desktop.main, kanbert_desktop.cli.board_shortcodes; "
        "print({name.partition('.')[0] for name in sys.modules} & {'PySide6', 'asyncio', 'httpx'})"
    )
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert completed.stdout.strip() == "set()"
