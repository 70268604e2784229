"""`python -m proof.journey`: what an ordinary person does with an installed program, by its names alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devtools.browser import BrowserError, sign_in_and_allow
from devtools.child_processes import Children
from devtools.paths import isolate
from devtools.screen import start_screen, start_session
from devtools.steps import StepError, demand, step
from install_tests.user_session import Seat
from support.screen_reader import ScreenReader, screen_reader

BOARD = "Website-Relaunch"
FIRST = "My first card on this computer"
LATER = "Written without a network"
OF_A_BUNDLE = ("LD_LIBRARY_PATH", "QT_", "PYTHON", "GIO_", "_PYI", "_MEI", "KANBERT_")
"""Names of variables that a bundle sets for itself or that are ours: a browser must see none of them."""


def open_bare(seat: Seat, pictures: Path) -> None:
    """Where nothing but the package is installed: the window opens and asks for a sign-in."""
    with step("Opening the window"), screen_reader() as reader:
        window = seat.open_window()
        reader.finds("Connect to Kanbert")
        picture(pictures, "bare-window")
        demand(seat.leave(window) == 0, "the program ends well")


def write_first_card(seat: Seat, pictures: Path) -> None:
    """As the README has it: open it, paste the client ID, sign in by the browser, write a card."""
    seat.browser.install()
    seat.plug_in()
    with screen_reader() as reader:
        window = seat.open_window()
        with step("Signing in by the browser"):
            sign_in(seat, reader)
        check_browser(seat)
        with step("Writing a card"):
            open_board(reader)
            write(reader, FIRST)
            reader.finds(f"{FIRST}, In progress", "list item")
            picture(pictures, "first-card")
        demand(seat.leave(window) == 0, "the program ends well")
    seat.browser.close()


def take_the_train(seat: Seat, pictures: Path) -> None:
    """Another log-in: still signed in. Lose the network, write another card, start again, come back."""
    seat.plug_in()
    with step("Writing another without a network"), screen_reader() as reader:
        window = seat.open_window()
        reader.finds("Up to date, *", "button")
        seat.unplug()
        write(reader, LATER)
        reader.finds(f"{LATER}, In progress, Saved here, not sent*", "list item")
        picture(pictures, "without-a-network")
        demand(seat.leave(window) == 0, "the program ends well")
    with step("Starting again without a network, then with one"), screen_reader() as reader:
        window = seat.open_window()
        reader.finds(f"{LATER}, In progress, Saved here, not sent*", "list item")
        seat.plug_in()
        reader.keys("F5")
        reader.finds("Up to date, *", "button")
        reader.finds(f"{LATER}, In progress", "list item")
        picture(pictures, "signed-in-again")
        demand(seat.leave(window) == 0, "the program ends well")
    counted = [seat.count_at_the_server(title) for title in (FIRST, LATER)]
    demand(counted == [1, 1], "the server has each card once", counted)


def follow_link(seat: Seat, pictures: Path) -> None:
    """From outside, as a browser or a mail program does: the open window shows the card."""
    with step("Following a link to a card"), screen_reader() as reader:
        window = seat.open_window()
        reader.finds(f"{FIRST}, In progress", "list item")
        card = next(card["id"] for card in as_rows(seat.told("cards", "WEB")) if card["title"] == FIRST)
        seat.open_link(f"kanbert-desktop://card/{card}")
        reader.finds(f"Card {FIRST}", "panel")
        picture(pictures, "link-followed")
        demand(seat.leave(window) == 0, "the program ends well")


def come_back(seat: Seat, _pictures: Path) -> None:
    """After an upgrade everything is as it was, the sign-in too."""
    seat.plug_in()
    with step("Asking the upgraded program"):
        titles = {card["title"] for card in as_rows(seat.told("cards", "WEB"))}
        demand({FIRST, LATER} <= titles, "both cards are there", titles)
        seat.told("sync")


def sign_in(seat: Seat, reader: ScreenReader) -> None:
    reader.presses("More")
    reader.writes(seat.credentials["url"], "Server", "text")
    reader.writes(seat.credentials["client_id"], "Client ID", "text")
    reader.presses("Sign in in browser", "button")
    text = sign_in_and_allow(seat.browser, seat.credentials["email"], seat.credentials["password"])
    demand("You are signed in" in text, "the browser says so", text)
    reader.finds("Up to date, *", "button")


def check_browser(seat: Seat) -> None:
    names = {line.partition("=")[0] for line in seat.browser_saw.read_text().splitlines() if "=" in line}
    unwanted = OF_A_BUNDLE if seat.is_frozen else ("KANBERT_",)
    foreign = sorted(name for name in names if name.startswith(unwanted))
    demand("HOME" in names and not foreign, "the browser starts with a clean environment", foreign)


def open_board(reader: ScreenReader) -> None:
    reader.presses("Go to a board, card, person or command", "button")
    reader.writes(BOARD, "Go to a board, card, person or command", "text")
    reader.hears(f"*{BOARD}*")
    reader.keys("Return")
    reader.finds(f"{BOARD} – Kanbert Desktop", "frame")


def write(reader: ScreenReader, title: str) -> None:
    reader.presses("Add card to In progress", "button")
    reader.writes(title, "Title of the new card", "text")
    reader.keys("Return")
    reader.hears("Card added.")
    reader.keys("Escape")


def as_rows(document: object) -> Sequence[Mapping[str, str]]:
    if not isinstance(document, list):
        raise StepError(f"A list was expected: {document}")
    return document


def picture(folder: Path, name: str) -> None:
    subprocess.run(["import", "-window", "root", folder / f"{name}.png"], check=True)


JOURNEYS: Mapping[str, Callable[[Seat, Path], None]] = {
    "bare": open_bare,
    "first-card": write_first_card,
    "train": take_the_train,
    "link": follow_link,
    "come-back": come_back,
}


def main(words: Sequence[str]) -> int:
    """`words`: the journey, the root, the program as seen from inside, the shared folder, the one for pictures."""
    name, root, program, place, pictures = words
    isolate(os.environ, Path(place))
    log = Path(pictures) / f"{name}.log"
    log.write_text("")
    with Children() as children:
        os.environ.update(start_screen(children, os.environ))
        os.environ.update(start_session(children, os.environ, Path(os.environ["XDG_RUNTIME_DIR"])))
        try:
            JOURNEYS[name](Seat(children, Path(root), program, Path(place), log), Path(pictures))
            said = log.read_text("utf-8")
            demand("Traceback" not in said, "the program meets no bug of its own", said)
        except (StepError, AssertionError, BrowserError) as error:
            picture(Path(pictures), f"{name}-failed")
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
