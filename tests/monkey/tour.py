"""Every page and dialog, opened one after the other while a monkey plays; Escape closes it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from monkey import targets, xdotool_input

if TYPE_CHECKING:
    from monkey.monkey import Monkey

Page = Callable[["Monkey"], Awaitable[None]]


def _by_keys(name: str, *keys: str) -> Page:
    async def visit(_monkey: "Monkey") -> None:
        # Two Escapes close what is open; a text that needs an answer stays.
        await xdotool_input.press("Escape", "Escape", *keys)

    visit.__name__ = name
    return visit


def _by_button(name: str) -> Page:
    async def visit(_monkey: "Monkey") -> None:
        button = targets.named(name)
        if button is not None:
            await xdotool_input.click(targets.middle(button))

    visit.__name__ = name
    return visit


def _by_command(name: str) -> Page:
    """For commands that may have no key; called from the window's own event loop."""

    async def visit(monkey: "Monkey") -> None:
        from kanbert_desktop.ui.commands.actions import CommandId

        monkey.environment.window.window_actions[CommandId(name)].trigger()

    visit.__name__ = name
    return visit


PAGES: tuple[Page, ...] = (
    _by_keys("palette", "ctrl+k"),
    _by_keys("search", "slash"),
    _by_keys("card panel", "Down", "Return"),
    _by_command("my_work"),
    _by_command("attention"),
    _by_command("deleted"),
    _by_command("settings"),
    _by_command("shortcuts"),
    _by_command("about"),
    _by_command("export"),
    _by_keys("quick add", "n"),
    _by_keys("due", "d"),
    _by_keys("assignee", "a"),
    _by_keys("priority", "p"),
    _by_keys("move", "m"),
    _by_command("capture"),
    _by_button("accountButton"),
    _by_keys("filter", "ctrl+f"),
    _by_keys("board", "F6", "Down", "Return"),
)
