"""The application icon in every format."""

import struct
from pathlib import Path

from PySide6.QtGui import QImage

from freedesktop import icons

SOURCES = Path(__file__).resolve().parents[3] / "resources" / "icons"


def test_every_size_is_drawn_for_the_icon_theme(tmp_path: Path) -> None:
    icons.write_theme(tmp_path, SOURCES)
    for size in icons.SIZES:
        image = QImage(str(tmp_path / "hicolor" / f"{size}x{size}" / "apps" / "kanbert-desktop.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, size // 2).alpha() == 255
    assert (tmp_path / "hicolor" / "scalable" / "apps" / icons.LOGO).read_bytes()
    assert (tmp_path / "hicolor" / "symbolic" / "apps" / icons.SYMBOLIC).read_bytes()


def test_windows_container_points_to_each_image() -> None:
    pictures = {256: b"large", 16: b"tiny"}
    made = icons.ico(pictures)
    assert struct.unpack_from("<HHH", made) == (0, 1, 2)
    for number, (side, content) in enumerate([(16, b"tiny"), (0, b"large")]):
        entry = struct.unpack_from("<BBBBHHII", made, 6 + 16 * number)
        assert entry[0] == side
        length, place = entry[6:]
        assert made[place : place + length] == content


def test_apples_container_counts_its_own_length() -> None:
    made = icons.icns({"ic07": b"picture"})
    assert made[:4] == b"icns"
    assert struct.unpack(">I", made[4:8])[0] == len(made)
    assert made[8:12] == b"ic07"
    assert struct.unpack(">I", made[12:16])[0] == len(b"picture") + 8
