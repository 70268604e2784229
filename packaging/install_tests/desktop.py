"""What a desktop finds of an installed program: valid entries, links, and the search that its bus starts."""

from pathlib import Path

from debian import validate
from debian.paths import NAME
from devtools.steps import require, step
from install_tests.bare_debian import USER, BareDebian

_SEARCH = "kanbert.Desktop.Search"
_CALL = (
    *("dbus-run-session", "--", "gdbus", "call", "--session", "--dest", _SEARCH),
    *("--object-path", "/kanbert/Desktop/Search", "--method"),
)
_SEARCH_FILES = (
    f"dbus-1/services/{_SEARCH}.service",
    f"gnome-shell/search-providers/{NAME}.ini",
    f"krunner/dbusplugins/{NAME}.desktop",
)


def check_desktop(root: BareDebian, share: str, home: Path, title: str) -> None:
    """`share`: the folder of shared data as seen from inside; a card of the user whose `home` it is has the `title`."""
    inside = root.path / share.lstrip("/")
    with step("Checking what the desktop finds"):
        validate.check_share(inside)
        lacking = [name for name in _SEARCH_FILES if not (inside / name).is_file()]
        require(not lacking, "the desktop's search knows the program", lacking)
        handler = ask(root, home, "xdg-mime", "query", "default", f"x-scheme-handler/{NAME}")
        require(handler == f"{NAME}.desktop", "the menu entry opens links", handler)
    with step("Searching as GNOME and KDE do"):
        root.install("dbus", "libglib2.0-bin")
        first, *_ = title.split()
        answer = ask(
            root, home, *_CALL, "org.gnome.Shell.SearchProvider2.GetInitialResultSet", f"['{first}']"
        )
        # The bus's own messages come before the answer.
        require(answer.splitlines()[-1].startswith("(['"), "the bus starts the search for GNOME", answer)
        answer = ask(root, home, *_CALL, "org.kde.krunner1.Match", f"'{title}'")
        require(title in answer.splitlines()[-1], "KDE finds the card by its title", answer)


def ask(root: BareDebian, home: Path, *command: str) -> str:
    # The bus takes the home from the list of users, if this folder is not named.
    data = str(home / ".local" / "share")
    return root.run(*command, user=USER, HOME=str(home), XDG_DATA_HOME=data).strip()
