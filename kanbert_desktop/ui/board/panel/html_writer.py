"""Writes edited rich text as the few forms of HTML that Kanbert's own editor knows; never Qt's `toHtml()`."""

from html import escape

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFragment, QTextListFormat

from kanbert_desktop.ui.foreign_html import MENTION, SCHEMES

_ORDERED = frozenset(
    {
        QTextListFormat.Style.ListDecimal,
        QTextListFormat.Style.ListLowerAlpha,
        QTextListFormat.Style.ListUpperAlpha,
        QTextListFormat.Style.ListLowerRoman,
        QTextListFormat.Style.ListUpperRoman,
    }
)
_BOLD_FROM = 600
_LINE_BREAK = "\u2028"


def written(document: QTextDocument) -> str:
    """p, br, b, i, a, ul, ol, li and mention; "" for a text without a word."""
    if not document.toPlainText().strip():
        return ""
    parts: list[str] = []
    open_list = ""
    block = document.begin()
    while block.isValid():
        kind = _list_kind(block)
        if kind != open_list:
            parts.append((f"</{open_list}>" if open_list else "") + (f"<{kind}>" if kind else ""))
            open_list = kind
        text = _inline(block)
        if kind:
            parts.append(f"<li>{text}</li>")
        elif text:
            parts.append(f"<p>{text}</p>")
        block = block.next()
    return "".join(parts) + (f"</{open_list}>" if open_list else "")


def _list_kind(block: QTextBlock) -> str:
    holder = block.textList()
    # PySide gives an empty wrapper or None for a block outside of a list, depending on its version.
    if holder is None or not holder.count():
        return ""
    return "ol" if holder.format().style() in _ORDERED else "ul"


def _inline(block: QTextBlock) -> str:
    parts = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if fragment.isValid():
            parts.append(_fragment(fragment))
        iterator += 1
    return "".join(parts).strip()


def _fragment(fragment: QTextFragment) -> str:
    look = fragment.charFormat()
    address = look.anchorHref()
    if address.startswith(f"{MENTION}:"):
        return f'<mention data-id="{escape(address.removeprefix(f"{MENTION}:"))}"></mention>'
    text = escape(fragment.text(), quote=False).replace(_LINE_BREAK, "<br>").replace("\ufffc", "")
    if look.fontWeight() >= _BOLD_FROM:
        text = f"<b>{text}</b>"
    if look.fontItalic():
        text = f"<i>{text}</i>"
    if address and address.split(":")[0].lower() in SCHEMES:
        text = f'<a href="{escape(address)}">{text}</a>'
    return text
