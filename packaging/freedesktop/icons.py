"""The application icon in every size and format a system needs, rendered from our SVG at build time."""

import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

LOGO = "kanbert-desktop.svg"
SYMBOLIC = "kanbert-desktop-symbolic.svg"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS_SIZES = {
    **dict.fromkeys(("icp4",), 16),
    **dict.fromkeys(("icp5", "ic11"), 32),
    **dict.fromkeys(("icp6", "ic12"), 64),
    **dict.fromkeys(("ic07",), 128),
    **dict.fromkeys(("ic08", "ic13"), 256),
    **dict.fromkeys(("ic09", "ic14"), 512),
    **dict.fromkeys(("ic10",), 1024),
}
"""By Apple's names; if two have one size, the other is for screens with a scale of 2."""


def png(svg: Path, size: int) -> bytes:
    """`size` pixels square; needs no screen and no fonts."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs lack devices
    return bytes(content.data())


def write_theme(folder: Path, sources: Path) -> None:
    """Writes to `folder`/hicolor, as the icon theme specification requires."""
    theme = folder / "hicolor"
    for size in SIZES:
        _write(theme / f"{size}x{size}" / "apps" / "kanbert-desktop.png", png(sources / LOGO, size))
    for name, subfolder in ((LOGO, "scalable"), (SYMBOLIC, "symbolic")):
        _write(theme / subfolder / "apps" / name, (sources / name).read_bytes())


def ico(images: Mapping[int, bytes]) -> bytes:
    """Windows' container: a header, a directory, then the images. A side of 256 is written as 0."""
    offset = 6 + 16 * len(images)
    directory, body = b"", b""
    for size, content in sorted(images.items()):
        side = size % 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), offset + len(body))
        body += content
    return struct.pack("<HHH", 0, 1, len(images)) + directory + body


def icns(images: Mapping[str, bytes]) -> bytes:
    """Apple's container: each image after its type and length, all of it after the total length."""
    body = b"".join(
        kind.encode() + struct.pack(">I", len(content) + 8) + content for kind, content in images.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main(arguments: Sequence[str]) -> int:
    """`theme FOLDER SOURCES`, or `ico FILE SOURCES`, or `icns FILE SOURCES`."""
    kind, target, sources = arguments[0], Path(arguments[1]), Path(arguments[2])
    if kind == "theme":
        write_theme(target, sources)
    elif kind == "ico":
        _write(target, ico({size: png(sources / LOGO, size) for size in ICO_SIZES}))
    else:
        _write(target, icns({name: png(sources / LOGO, size) for name, size in ICNS_SIZES.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
