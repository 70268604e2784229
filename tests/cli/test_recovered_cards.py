"""After the recovery of a damaged database, an unsent card is listed before its board is known again."""

from pathlib import Path

from support.terminal import Terminal


def damage(profile: Path) -> None:
    """The front of the file is destroyed, including what the server can send again."""
    (store,) = profile.glob("accounts/*/store.db")
    content = store.read_bytes()
    store.write_bytes(bytes(100) + content[100:])


def test_a_recovered_new_card_is_listed_and_can_be_changed(terminal: Terminal) -> None:
    board = terminal.json("cards", "WEB")[0]["board"]
    added = terminal.json("add", "WEB", "Gerettet")
    damage(terminal.profile)
    assert terminal.run("cards", "all").exit_code == 7, "told once"
    (card,) = terminal.json("cards", "all")
    assert (card["id"], card["title"], card["board"]) == (added["id"], "Gerettet", board)
    assert terminal.json("cards", board) == [card]
    assert terminal.json("status")["pending"] == 1
    assert terminal.json("edit", added["id"], "--title", "Gerettet und weiter")["pending"]
    exported = terminal.run("export", "all", "--format", "json").json
    assert [one["title"] for one in exported] == ["Gerettet und weiter"]
