"""A file's name out of a title: one that every system takes, and that no program takes for anything else."""

import re

_FORBIDDEN = frozenset('<>:"/\\|?*')
_LONGEST = 80
_MOST_BYTES = 200
"""A name has at most 255 bytes (ext4, APFS) or 255 UTF-16 units (NTFS); the rest is for the ending and a draft's marks."""
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
"""Windows takes such a name for a device, whatever the ending ("Naming Files, Paths, and Namespaces")."""
_NAMELESS = "kanbert"


def file_name(title: str, ending: str) -> str:
    """`ending` without its dot. No control, no separator; hidden by no dot, no option, no device."""
    plain = "".join(" " if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in title)
    stem = " ".join(plain.split())[:_LONGEST].encode()[:_MOST_BYTES].decode(errors="ignore")
    stem = stem.lstrip(" .-~").rstrip(" .")
    if _DEVICE.match(stem):
        stem = f"{_NAMELESS} {stem}"
    return f"{stem or _NAMELESS}.{ending}"
