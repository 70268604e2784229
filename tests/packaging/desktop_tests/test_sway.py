"""How the windows of sway are read."""

from desktop_tests.desktop import Rectangle, Window
from desktop_tests.sway import windows_in

PLACE = {"x": 0, "y": 25, "width": 1440, "height": 875}
INSIDE = {"x": 2, "y": 2, "width": 1436, "height": 871}


def node(**values: object) -> dict[str, object]:
    return {"nodes": [], "floating_nodes": [], "rect": PLACE, "window_rect": INSIDE, **values}


def test_tiled_and_floating_windows_are_found_without_their_borders() -> None:
    tiled = node(id=7, pid=3, name="Board", app_id="kanbert-desktop", focused=True)
    floating = node(id=8, pid=3, name=None, app_id=None, focused=False)
    tree = node(nodes=[node(nodes=[tiled], floating_nodes=[floating])])
    frame = Rectangle(2, 27, 1436, 871)
    assert windows_in(tree) == [
        Window(7, "Board", "kanbert-desktop", True, frame),
        Window(8, "", "", False, frame),
    ]
