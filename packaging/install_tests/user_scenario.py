"""`python -m install_tests.user_scenario`: what an ordinary user does with an installed program, by accessible names."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devtools.browser import BrowserError, sign_in_and_allow
from devtools.child_processes import ChildProcesses
from devtools.paths import isolate_environment
from devtools.screen import start_screen, start_session
from devtools.steps import StepError, require, step
from install_tests.start_times import measure_starts
from install_tests.upgrade import ask_for_upgrade
from install_tests.user_session import UserSession
from support.screen_reader import ScreenReader, screen_reader

PROGRAMS = ("kanbert-desktop", "qalculate-qt", "keepassxc", "qbittorrent", "okular")
"""Ours and some of Debian's that use Qt, by their commands, which are also the names of their packages."""
BOARD = "Website-Relaunch"
FIRST = "My first card on this computer"
LATER = "Written without a network"
UNSENT = "Not sent before the upgrade"
UNFINISHED = "Half a title"
BUNDLE_ONLY = ("LD_LIBRARY_PATH", "QT_", "PYTHON", "GIO_", "_PYI", "_MEI", "KANBERT_")
"""Prefixes of variables that a bundle sets for itself or that are ours: a browser must not inherit them."""


def start_empty(session: UserSession, screenshots: Path) -> None:
    """With only the package installed: the window opens and asks for a sign-in."""
    with step("Opening the window"), screen_reader() as reader:
        window = session.open_window()
        reader.find("Connect to Kanbert")
        screenshot_path(screenshots, "bare-window")
        require(session.close_window(window) == 0, "the program ends well")


def write_first_card(session: UserSession, screenshots: Path) -> None:
    """As in the README: opens it, pastes the client ID, signs in with the browser, adds a card."""
    session.browser.install()
    session.start_server()
    with screen_reader() as reader:
        window = session.open_window()
        with step("Signing in with the browser"):
            sign_in(session, reader)
        check_browser(session)
        with step("Adding a card"):
            open_board(reader)
            write(reader, FIRST)
            reader.find(f"{FIRST}, In progress", "list item")
            screenshot_path(screenshots, "first-card")
        require(session.close_window(window) == 0, "the program ends well")
    session.browser.close()


def work_offline(session: UserSession, screenshots: Path) -> None:
    """After another log-in: still signed in. Goes offline, adds another card, restarts, goes online."""
    session.start_server()
    with step("Adding another one offline"), screen_reader() as reader:
        window = session.open_window()
        reader.find("Up to date, *", "button")
        session.stop_server()
        write(reader, LATER)
        reader.find(f"{LATER}, In progress, Saved here, not sent*", "list item")
        screenshot_path(screenshots, "without-a-network")
        require(session.close_window(window) == 0, "the program ends well")
    with step("Restarting offline, then online"), screen_reader() as reader:
        window = session.open_window()
        reader.find(f"{LATER}, In progress, Saved here, not sent*", "list item")
        session.start_server()
        reader.press_keys("F5")
        reader.find("Up to date, *", "button")
        reader.find(f"{LATER}, In progress", "list item")
        screenshot_path(screenshots, "signed-in-again")
        require(session.close_window(window) == 0, "the program ends well")
    counted = [session.count_on_server(title) for title in (FIRST, LATER)]
    require(counted == [1, 1], "the server has each card once", counted)


def follow_link(session: UserSession, screenshots: Path) -> None:
    """As a browser or mail program does: the open window shows the card."""
    with step("Following a link to a card"), screen_reader() as reader:
        window = session.open_window()
        reader.find(f"{FIRST}, In progress", "list item")
        card = next(
            card["id"] for card in as_rows(session.run_verb("cards", "WEB")) if card["title"] == FIRST
        )
        session.open_link(f"kanbert-desktop://card/{card}")
        reader.find(f"Card {FIRST}", "panel")
        screenshot_path(screenshots, "link-followed")
        require(session.close_window(window) == 0, "the program ends well")


def upgrade_while_open(session: UserSession, screenshots: Path) -> None:
    """A card is not sent and a title half written: the window goes on, offers to restart, and nothing is lost."""
    with step("Upgrading while the window is open"), screen_reader() as reader:
        window = session.open_window()
        reader.find(f"{FIRST}, In progress", "list item")
        write(reader, UNSENT)
        reader.press("Add card to In progress", "button")
        reader.write(UNFINISHED, "Title of the new card", "text")
        ask_for_upgrade(session.folder)
        reader.find("Restart", "button")
        screenshot_path(screenshots, "newer-version-installed")
        require(session.runs_replaced_file(window), "the older program runs on")
        # Its modules were not loaded before the upgrade.
        for keys, title in (("ctrl+comma", "Settings"), ("ctrl+shift+m", "My work")):
            reader.press_keys("Escape", keys)
            reader.find(f"{title} – Kanbert Desktop", "frame")
        reader.press("Restart", "button")
        reader.wait_until_gone("Restart", "button")
        reader.find(f"{FIRST}, In progress", "list item")
        require(window.poll() is None, "the new program runs in the place of the old one")
        require(not session.runs_replaced_file(window), "the installed program runs")
        reader.find(f"{UNSENT}, In progress, Saved here, not sent*", "list item")
        reader.press("Add card to In progress", "button")
        reader.has_focus_on("Title of the new card")
        reader.press_keys("Return")
        reader.find(f"{UNFINISHED}, In progress*", "list item")
        screenshot_path(screenshots, "restarted")
        require(session.close_window(window) == 0, "the program ends well")


def go_online_again(session: UserSession, _pictures: Path) -> None:
    """After an upgrade everything is still there, the sign-in too, and what was written during it is sent once."""
    session.start_server()
    with step("Checking the upgraded program"):
        titles = {card["title"] for card in as_rows(session.run_verb("cards", "WEB"))}
        require({FIRST, LATER} <= titles, "both cards are there", titles)
        session.run_verb("sync")
    counted = [session.count_on_server(title) for title in (UNSENT, UNFINISHED)]
    require(counted == [1, 1], "the server has each card once", counted)


def sign_in(session: UserSession, reader: ScreenReader) -> None:
    reader.write(session.credentials["url"], "Server address", "text")
    reader.write(session.credentials["client_id"], "Client ID", "text")
    reader.press("Sign in with your browser", "button")
    text = sign_in_and_allow(session.browser, session.credentials["email"], session.credentials["password"])
    require("You are signed in" in text, "the browser says so", text)
    reader.find("Up to date, *", "button")


def check_browser(session: UserSession) -> None:
    names = {
        line.partition("=")[0]
        for line in session.browser_environment_file.read_text().splitlines()
        if "=" in line
    }
    unwanted = BUNDLE_ONLY if session.is_frozen else ("KANBERT_",)
    foreign = sorted(name for name in names if name.startswith(unwanted))
    require("HOME" in names and not foreign, "the browser starts with a clean environment", foreign)


def open_board(reader: ScreenReader) -> None:
    reader.press("Go to a board, card, person or command", "button")
    reader.write(BOARD, "Go to a board, card, person or command", "text")
    reader.wait_for_announcement(f"*{BOARD}*")
    reader.press_keys("Return")
    reader.find(f"{BOARD} – Kanbert Desktop", "frame")


def write(reader: ScreenReader, title: str) -> None:
    reader.press("Add card to In progress", "button")
    reader.write(title, "Title of the new card", "text")
    reader.press_keys("Return")
    reader.wait_for_announcement("Card added.")
    reader.press_keys("Escape")


def as_rows(document: object) -> Sequence[Mapping[str, str]]:
    if not isinstance(document, list):
        raise StepError(f"A list was expected: {document}")
    return document


def screenshot_path(folder: Path, name: str) -> None:
    subprocess.run(["import", "-window", "root", folder / f"{name}.png"], check=True)


SCENARIOS: Mapping[str, Callable[[UserSession, Path], None]] = {
    "bare": start_empty,
    "first-card": write_first_card,
    "train": work_offline,
    "link": follow_link,
    "upgrade": upgrade_while_open,
    "come-back": go_online_again,
    "starts": lambda session, _screenshots: measure_starts(session, PROGRAMS),
}


def main(arguments: Sequence[str]) -> int:
    """`arguments`: scenario, root, program as seen from inside, shared folder, folder for screenshots."""
    name, root, program, folder, screenshots = arguments
    isolate_environment(os.environ, Path(folder))
    log = Path(screenshots) / f"{name}.log"
    log.write_text("")
    with ChildProcesses() as children:
        os.environ.update(start_screen(children, os.environ))
        os.environ.update(start_session(children, os.environ, Path(os.environ["XDG_RUNTIME_DIR"])))
        try:
            SCENARIOS[name](UserSession(children, Path(root), program, Path(folder), log), Path(screenshots))
            output = log.read_text("utf-8")
            require("Traceback" not in output, "the program reports no bug", output)
        except (StepError, AssertionError, BrowserError) as error:
            screenshot_path(Path(screenshots), f"{name}-failed")
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
