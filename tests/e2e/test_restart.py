"""A newer version is installed while the window is open: one button starts it, and what was being written is there."""

import shutil
from pathlib import Path

import kanbert_desktop
from kanbert_desktop.resources import folder as resource_folder
from support.real_window import TIMEOUT_SECONDS
from support.sandbox import RunningSandbox
from support.screen_reader import ALWAYS_ON, screen_reader
from support.terminal import Terminal, token_environment

UNFINISHED = "Half a title"


def install(folder: Path) -> Path:
    """Copies the package as a wheel lays it out; returns its first module."""
    source = Path(kanbert_desktop.__file__).parent
    package = folder / source.name
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(resource_folder(), package / "_resources")
    return package / "__init__.py"


def test_the_newer_version_goes_on_where_the_older_one_was(
    tmp_path: Path, sandbox: RunningSandbox, terminal: Terminal, screen: str
) -> None:
    module = install(tmp_path / "site-packages")
    # Else Python finds this checkout first.
    installed = {"PYTHONPATH": str(module.parent.parent), "PYTHONSAFEPATH": "1"}
    terminal.variables.update(token_environment(sandbox) | installed | ALWAYS_ON)
    terminal.json("sync")
    with screen_reader() as reader:
        window = terminal.start(DISPLAY=screen, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8")
        reader.press("Add card to In progress", "button")
        reader.write(UNFINISHED, "Title of the new card", "text")
        newer = module.with_suffix(".new")
        newer.write_text(module.read_text("utf-8").replace('__version__ = "', '__version__ = "9.'), "utf-8")
        newer.replace(module)
        reader.press("Restart", "button")
        reader.wait_until_gone("Restart", "button")
        reader.press("Add card to In progress", "button")
        reader.has_focus_on("Title of the new card")
        reader.press_keys("Return")
        reader.find(f"{UNFINISHED}, In progress*", "list item")
        assert window.poll() is None
        window.terminate()
        window.communicate(timeout=TIMEOUT_SECONDS)
    assert window.returncode == 0
    assert terminal.run("--version").stdout.startswith("kanbert-desktop 9.")
    assert UNFINISHED in {card["title"] for card in terminal.json("cards", "all")}
