"""Mouse and keyboard actions of the monkey: each draws from its step's generator and describes itself."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from monkey import targets, xdotool_input
from monkey.texts import random_lines, random_text, random_word

if TYPE_CHECKING:
    from monkey.monkey import Monkey

Action = Callable[["Monkey"], Awaitable[str]]
BUTTONS = {"left": 1, "middle": 2, "right": 3}
LETTERS = "nmdaipcltsbe"
KEYS = (
    *("Up", "Down", "Left", "Right", "Home", "End", "Prior", "Next", "Tab", "shift+Tab", "space", "Return"),
    *("F2", "F6", "F9", "F1", "question", "slash", "F11", "Delete", "BackSpace", "F5", "ctrl+r"),
    *("shift+Up", "shift+Down", "ctrl+a", "ctrl+c", "ctrl+v", "ctrl+x", "ctrl+z", "ctrl+z", "ctrl+y"),
    *("ctrl+shift+Left", "ctrl+shift+Right", "ctrl+shift+Up", "ctrl+shift+Down", "ctrl+shift+z"),
    *("ctrl+k", "ctrl+n", "ctrl+f", "ctrl+shift+f", "ctrl+shift+m", "ctrl+shift+a", "ctrl+shift+n"),
    *("ctrl+shift+d", "ctrl+shift+e", "ctrl+shift+p", "ctrl+shift+o"),
    *("ctrl+period", "ctrl+comma", "ctrl+p", "ctrl+Return", "ctrl+b", "ctrl+i", "ctrl+1", "ctrl+2"),
    *("alt+Left", "alt+Right", "Escape", "Escape", "Escape", *"123456", *LETTERS),
)


async def press(monkey: "Monkey") -> str:
    keys = monkey.random.choices(KEYS, k=monkey.random.choice([1, 1, 2, 4]))
    await xdotool_input.press(*keys)
    return f"presses {' '.join(keys)}"


async def move_with_keys(monkey: "Monkey") -> str:
    """Moves a card to another column, as a user does."""
    keys = [monkey.random.choice("12345"), "Down", "m", monkey.random.choice("12345")]
    await xdotool_input.press("Escape", *keys)
    return f"moves by {' '.join(keys)}"


async def click(monkey: "Monkey") -> str:
    return await _click(monkey, monkey.random.choices(["left", "right", "middle"], [12, 2, 1])[0])


async def double_click(monkey: "Monkey") -> str:
    return await _click(monkey, "left", times=2)


async def select(monkey: "Monkey") -> str:
    """With a modifier key: adds cards to the selection."""
    held = monkey.random.choice(["ctrl", "shift"])
    return await _click(monkey, "left", held=held, only_rows=True)


async def _click(
    monkey: "Monkey", button: str, *, times: int = 1, held: str = "", only_rows: bool = False
) -> str:
    name, place = targets.random_target(monkey.random, only_rows=only_rows)
    await xdotool_input.click(place, BUTTONS[button], times=times, held=held)
    return f"{held} {button} click ×{times} on {name} at {place}".strip()


async def drag(monkey: "Monkey") -> str:
    name, start = targets.random_target(monkey.random, only_rows=True)
    _, end = targets.random_target(monkey.random)
    is_given_up = monkey.random.random() < 0.2
    await xdotool_input.drag(start, end, give_up=is_given_up)
    return f"drags {name} from {start} to {end}{' and gives up' if is_given_up else ''}"


async def wheel(monkey: "Monkey") -> str:
    name, place = targets.random_target(monkey.random)
    button, times = monkey.random.choice([4, 5, 5, 6, 7]), monkey.random.choice([1, 3, 8])
    await xdotool_input.click(place, button, times=times)
    return f"wheels {button} ×{times} over {name}"


async def write(monkey: "Monkey") -> str:
    """Into the focused widget, as an input method would: characters that no keyboard has."""
    text = random_text(monkey.random)
    xdotool_input.commit(text)
    keys = monkey.random.choice([(), (), ("Return",), ("ctrl+Return",), ("Escape",)])
    if keys:
        await xdotool_input.press(*keys)
    return f"writes {text!r} {' '.join(keys)}"


async def paste(monkey: "Monkey") -> str:
    lines = random_lines(monkey.random)
    xdotool_input.put_in_clipboard("\n".join(lines))
    await xdotool_input.press("ctrl+v", *monkey.random.choice([(), ("Return",)]))
    return f"pastes {lines!r}"


async def add_card(monkey: "Monkey") -> str:
    await xdotool_input.press("Escape", monkey.random.choice("12345"), "n")
    text = random_text(monkey.random)
    xdotool_input.commit(text)
    await xdotool_input.press("Return", "Escape")
    return f"adds {text!r}"


async def palette(monkey: "Monkey") -> str:
    word = random_word(monkey.random)
    await xdotool_input.press("ctrl+k")
    xdotool_input.commit(word)
    keys = [*["Down"] * monkey.random.choice([0, 1, 3]), monkey.random.choice(["Return", "Return", "Escape"])]
    await xdotool_input.press(*keys)
    return f"opens the palette for {word!r} {' '.join(keys)}"


async def search(monkey: "Monkey") -> str:
    word = random_word(monkey.random)
    await xdotool_input.press("Escape", "slash")
    xdotool_input.commit(word)
    keys = monkey.random.choice([("Down", "Return"), ("Escape",), ()])
    if keys:
        await xdotool_input.press(*keys)
    return f"searches {word!r} {' '.join(keys)}"


async def filter_cards(monkey: "Monkey") -> str:
    word = random_word(monkey.random)
    await xdotool_input.press("ctrl+f", "ctrl+a")
    xdotool_input.commit(word)
    keys = monkey.random.choice([("Down",), ("Escape",), ("Escape", "Escape")])
    await xdotool_input.press(*keys)
    return f"filters by {word!r} {' '.join(keys)}"


async def edit_in_panel(monkey: "Monkey") -> str:
    """Opens the card, goes to a field, writes."""
    await xdotool_input.press("Return", *["Tab"] * monkey.random.randrange(14))
    text = random_text(monkey.random)
    xdotool_input.commit(text)
    await xdotool_input.press(monkey.random.choice(["Return", "ctrl+Return", "Tab", "Escape"]))
    return f"edits in the panel: {text!r}"


async def account_menu(monkey: "Monkey") -> str:
    button = targets.named("accountButton")
    if button is None:
        return "finds no account button"
    await xdotool_input.click(targets.middle(button))
    await xdotool_input.press(*["Down"] * monkey.random.randrange(6), "Escape", "Escape")
    return "opens and closes the account menu"


async def escape(_monkey: "Monkey") -> str:
    await xdotool_input.press("Escape", "Escape", "Escape")
    return "escapes"


async def board(monkey: "Monkey") -> str:
    """Back to work: leaves whatever is open and chooses a board in the sidebar."""
    keys = ["F6", *["Down"] * monkey.random.randrange(8), "Return"]
    await xdotool_input.press("Escape", "Escape", "Escape", *keys)
    return f"goes to a board by {' '.join(keys)}"


async def resize(monkey: "Monkey") -> str:
    width, height = monkey.random.choice([(720, 480), (880, 640), (1080, 760), (1440, 900), (1560, 940)])
    monkey.environment.window.resize(width, height)
    return f"resizes to {width} × {height}"


ACTIONS: tuple[tuple[Action, int], ...] = (
    (press, 22),
    (click, 18),
    (double_click, 2),
    (select, 4),
    (drag, 5),
    (wheel, 4),
    (write, 6),
    (paste, 2),
    (add_card, 5),
    (move_with_keys, 5),
    (palette, 4),
    (search, 2),
    (filter_cards, 3),
    (edit_in_panel, 5),
    (account_menu, 1),
    (escape, 4),
    (board, 3),
    (resize, 1),
)
