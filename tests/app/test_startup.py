"""A start imports nothing that is needed later."""

import json
import os
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop import main
from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.startup import (
    import_lazily,
    import_parts_lazily,
    import_without,
    input_method_variables,
    platform_theme_arguments,
)

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


LATER_THAN_THE_PAINT = LATE | {
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "argparse",
    "dataclasses",
    "gettext",
    "html.entities",
    "inspect",
    "rapidfuzz",
    "shibokensupport.signature.parser",
    "tomllib",
    "typing_extensions",
    "xml.etree.ElementTree",
}
"""Modules that no start may load before its first paint."""
PAGES_OPENED_LATER = tuple(
    f"kanbert_desktop.{name}."
    for name in (
        "ui.attention",
        "ui.capture",
        "ui.help",
        "ui.my_work",
        "ui.palette",
        "ui.search",
        "ui.settings",
        "ui.sign_in",
        "app.doctor",
        "identity",
        "sandbox",
    )
)
MOST_MODULES = 200
"""Modules of the program at the first paint. Each costs 0.2 ms (measured), more with what it imports."""
PAINT = """
import json, os, sys
from kanbert_desktop import main
def painted(app, window):
    print(json.dumps(sorted(sys.modules)))
    sys.stdout.flush()
    os._exit(0)
if sys.argv[1] == "second":
    main._wait_for_first_paint = painted
else:
    show = main._wait_for_first_paint
    def saved(app, window):
        from kanbert_desktop.ui.style import icons
        icons.rendered_icons().save()
        painted(app, window)
    main._wait_for_first_paint = saved
main.run([])
"""


def test_the_second_start_loads_nothing_before_its_paint_that_is_needed_later(
    profile: Path, tmp_path: Path
) -> None:
    """The first one reads tokens and texts, and draws icons, for those that follow."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables |= {"QT_QPA_PLATFORM": "offscreen", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    variables["KANBERT_PROFILE"] = str(profile)
    subprocess.run(
        [sys.executable, "-c", START, str(profile)], env=variables, capture_output=True, check=True
    )
    for which in ("first", "second"):
        reported = subprocess.run(
            [sys.executable, "-c", PAINT, which],
            env=variables,
            capture_output=True,
            text=True,
            check=True,
        )
    loaded = set(json.loads(reported.stdout))
    assert LATER_THAN_THE_PAINT & loaded == set()
    own = {name for name in loaded if name.partition(".")[0] == "kanbert_desktop"}
    assert {name for name in own if name.startswith(PAGES_OPENED_LATER)} == set()
    assert len(own) <= MOST_MODULES


UNUSED_IN_A_USUAL_SESSION = {
    "PySide6.QtNetwork",
    "PySide6.QtTest",
    "argparse",
    "certifi.core",
    "click",
    "cryptography",
    "filelock",
    "h2",
    "icalendar",
    "idna.core",
    "kanbert_desktop.app.accounts.sign_in",
    "kanbert_desktop.app.boards.export",
    "kanbert_desktop.app.doctor",
    "kanbert_desktop.cli.arguments",
    "kanbert_desktop.identity.sign_in_flow",
    "kanbert_desktop.sandbox",
    "kanbert_desktop.ui.capture.form",
    "keyring",
    "oauthlib",
    "pickle",
    "pygments",
    "rapidfuzz",
    "rich",
    "secretstorage",
    "shibokensupport.signature.parser",
}
"""Modules that a window with a token does without on its own pages. Together they take 27 MiB."""
NOWHERE, TOKEN = "http://127.0.0.1:9", "a token of no server"
LOOK_AROUND = """
import json, os, sys
from kanbert_desktop import main
main_wait = main._wait_for_first_paint
def painted(app, window):
    main_wait(app, window)
    from PySide6.QtCore import QTimer
    from kanbert_desktop.ui.commands.actions import CommandId
    handlers = window.workspace.handlers()
    pages = "MY_WORK CALENDAR INBOX OVERVIEW ATTENTION DELETED SETTINGS SEARCH PALETTE".split()
    steps = [handlers[CommandId[name]] for name in pages]
    def step():
        tasks = window._application.tasks
        if "kanbert_desktop.sync.schedule" not in sys.modules or tasks.is_running("go-live"):
            return
        if steps:
            steps.pop(0)()
            return
        print(json.dumps(sorted(sys.modules)))
        sys.stdout.flush()
        os._exit(0)
    window.looking = QTimer(interval=1)
    window.looking.timeout.connect(step)
    window.looking.start()
main._wait_for_first_paint = painted
sys.exit(main.run([]))
"""


def test_a_window_does_without_modules_that_its_pages_do_not_use(profile: Path, tmp_path: Path) -> None:
    variables = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    variables |= {"KANBERT_PROFILE": str(profile), "KANBERT_SERVER": NOWHERE, "KANBERT_ACCESS_TOKEN": TOKEN}
    account = KnownAccount(NOWHERE, "1", "Mira", "mira@x.test", direct=True)
    AccountRegistry(Environment.for_options(Options(profile=profile)).accounts).record_use(
        account, token=TOKEN
    )
    reported = subprocess.run(
        [sys.executable, "-c", LOOK_AROUND], env=variables, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(reported.stdout))
    assert {"kanbert_desktop.ui.palette.palette", "httpcore"} <= loaded
    assert UNUSED_IN_A_USUAL_SESSION & loaded == set()


def test_a_lazy_module_is_executed_once_whichever_thread_asks_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow_example.py").write_text(
        "import threading\nruns = []\nruns.append(threading.current_thread())\nvalue = 7\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    import_lazily("slow_example")
    module = sys.modules["slow_example"]
    assert "value" not in vars(module)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(module.value)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * 8
    assert len(module.runs) == 1
    with pytest.raises(AttributeError, match="slow_example"):
        _ = module.absent
    del sys.modules["slow_example"]


def test_parts_that_a_package_imports_are_executed_when_they_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "example_of_parts"
    package.mkdir()
    (package / "__init__.py").write_text("executed = []\nfrom . import early, late\n")
    for part in ("early", "late"):
        (package / f"{part}.py").write_text(
            f"import example_of_parts\nexample_of_parts.executed.append({part!r})\nvalue = 7\n"
        )
    monkeypatch.syspath_prepend(tmp_path)
    import_parts_lazily("example_of_parts", ("late", "absent"))
    loaded: Any = import_module("example_of_parts")
    assert loaded.executed == ["early"]
    assert loaded.late.value == 7
    assert loaded.executed == ["early", "late"]
    for name in [name for name in sys.modules if name.partition(".")[0] == "example_of_parts"]:
        del sys.modules[name]


def test_a_module_does_without_an_optional_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "optional_example.py").write_text("value = 1\n")
    (tmp_path / "using_example.py").write_text(
        "try:\n    import optional_example\nexcept ImportError:\n    optional_example = None\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    import_without("using_example", "optional_example")
    assert sys.modules["using_example"].optional_example is None
    assert "optional_example" not in sys.modules
    del sys.modules["using_example"]


def test_arguments_are_parsed_and_shells_completed_without_qt() -> None:
    """Imports of Qt before `remove_import_hook` are slow, and `--version` and shell completion need none."""
    code = (
        "import sys; import kanbert_desktop.main, kanbert_desktop.cli.completion_words; "
        "print({name.partition('.')[0] for name in sys.modules} & {'PySide6', 'asyncio', 'httpx'})"
    )
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert completed.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("frozen", "more", "expected"),
    [
        (True, {}, ["-platformtheme", "xdgdesktopportal"]),
        (True, {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, ["-platformtheme", "xdgdesktopportal"]),
        (False, {}, []),
        (True, {"XDG_CURRENT_DESKTOP": "KDE"}, []),
        (True, {"WAYLAND_DISPLAY": ""}, []),
        (True, {"QT_QPA_PLATFORMTHEME": "gtk3"}, []),
    ],
)
def test_a_bundle_takes_the_file_dialogs_of_gnome(
    monkeypatch: pytest.MonkeyPatch, frozen: bool, more: dict[str, str], expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    variables = {"XDG_CURRENT_DESKTOP": "GNOME", "WAYLAND_DISPLAY": "wayland-0"} | more
    assert platform_theme_arguments(variables) == expected


@pytest.mark.parametrize(
    ("more", "asks_gnome"),
    [
        ({}, True),
        ({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, True),
        ({"QT_IM_MODULES": "ibus"}, False),
        ({"QT_IM_MODULE": "fcitx"}, False),
        ({"WAYLAND_DISPLAY": ""}, False),
        ({"XDG_CURRENT_DESKTOP": "sway"}, False),
    ],
)
def test_gnome_on_wayland_is_asked_for_composed_text_unless_the_user_chose_otherwise(
    more: dict[str, str], asks_gnome: bool
) -> None:
    usual = {"XDG_CURRENT_DESKTOP": "GNOME", "WAYLAND_DISPLAY": "wayland-0", "QT_IM_MODULE": "ibus"}
    expected = {"QT_IM_MODULES": "wayland;ibus"} if asks_gnome else {}
    assert input_method_variables(usual | more) == expected


def test_a_bundle_has_dialogs_of_its_own_where_the_portal_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for name, value in (("XDG_CURRENT_DESKTOP", "GNOME"), ("WAYLAND_DISPLAY", "wayland-0")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("QT_QPA_PLATFORMTHEME", raising=False)
    place = "kanbert_desktop.app.system.portal_presence.portal_answers"
    monkeypatch.setattr(place, lambda _variables: True)
    assert main._answered_theme_arguments() == ["-platformtheme", "xdgdesktopportal"]
    monkeypatch.setattr(place, lambda _variables: False)
    assert main._answered_theme_arguments() == []
