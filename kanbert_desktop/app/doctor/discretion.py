"""What is made of a text before it is given to somebody far away."""

from pathlib import Path

from kanbert_desktop.net.redaction import redact


def discreet(text: str, profile: Path, home: Path | None = None) -> str:
    """Without secrets, and without the folders' names above ours: `~`, and `PROFILE` where that lies elsewhere."""
    above = home or Path.home()
    shortened = text
    for folder, name in ((above, "~"), (profile, "PROFILE")):
        # A home that is the root of everything names nobody.
        if len(folder.parts) > 1:
            shortened = shortened.replace(str(folder), name)
    return redact(shortened)
