"""The package's copyright file: every part with its licence. Licences that Debian ships are referenced, not repeated."""

import re
from collections.abc import Iterable

from bundle.licences import Licence
from debian.paths import NAME

HEADER = f"""\
Kanbert Desktop carries Python, Qt and other libraries. Each stands here with
its licence. Qt and PySide are used under the LGPL, version 3, and can be
exchanged in /usr/lib/{NAME}/_internal.
"""
_LINE = "-" * 72
_END = r".*?END OF TERMS AND CONDITIONS"
_LGPL_END = r".*?choosing that version for the\s+Library\."
_KEPT = {
    "Apache-2.0": r"Apache License\s+Version 2\.0, January 2004" + _END,
    "GPL-2": r"GNU GENERAL PUBLIC LICENSE\s+Version 2, June 1991" + _END,
    "GPL-3": r"GNU GENERAL PUBLIC LICENSE\s+Version 3, 29 June 2007" + _END,
    "LGPL-3": r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3, 29 June 2007" + _LGPL_END,
}
"""By file name below /usr/share/common-licenses: from the heading to the last word."""
_PATTERNS = {name: re.compile(pattern, re.DOTALL) for name, pattern in _KEPT.items()}
_HOW_TO_APPLY = re.compile(
    r"\n\s*(APPENDIX: )?How to [Aa]pply (the Apache License|These Terms).*\Z", re.DOTALL
)


def copyright_of(licences: Iterable[Licence]) -> str:
    """A text that several parts share is written once."""
    first: dict[str, str] = {}
    return "\n".join([HEADER, *(_part(one, first.setdefault(one.text, one.name)) for one in licences)])


def _part(one: Licence, first: str) -> str:
    """`first`: the part that comes first with this text."""
    text = shorten(one.text).strip() if first == one.name else f"The text is that of {first}."
    head = " ".join(
        part for part in (one.name, one.version, f"({one.licence})" if one.licence else "") if part
    )
    return f"{_LINE}\n{head}\n\n{text}\n"


def shorten(text: str) -> str:
    """Replaces each licence that Debian ships by one line."""
    for name, pattern in _PATTERNS.items():
        text, found = pattern.subn(f"The text is in /usr/share/common-licenses/{name}.", text)
        # The advice to authors on how to apply the licence does not concern its users.
        text = _HOW_TO_APPLY.sub("\n", text) if found else text
    return text
