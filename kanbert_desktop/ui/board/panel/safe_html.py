"""HTML from outside, made safe to show: an allow-list without images, and a view that loads nothing."""

import html as entities
import re
from collections.abc import Callable

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from kanbert_desktop.ui.closed_document import ClosedDocument
from kanbert_desktop.ui.scrolling import use_no_bars
from kanbert_desktop.ui.theme import Theme

TAGS = {
    *(
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "hr",
        "div",
        "span",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
SCHEMES = {"http", "https", "mailto"}
MENTION = "kanbert-mention"
# "Use <mention data-id="…" /> to mention a user" (kanbert-api.md, comments).
_MENTION = re.compile(
    r"<mention\b[^>]*\bdata-id\s*=\s*[\"']?([^\"'\s>/]+)[\"']?[^>]*>(?:\s*</mention>)?", re.IGNORECASE
)
NameOf = Callable[[str], str]


def clean(html: str, name_of: NameOf) -> str:
    """What may be shown of it; mentions become "@Name" under an address of our own that opens nothing."""
    import nh3  # noqa: PLC0415  needed only when a card is opened, so the window does not wait for it

    named = _MENTION.sub(lambda match: _mention(match[1], name_of), html)
    return nh3.clean(
        named,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES | {MENTION},
        link_rel=None,
        strip_comments=True,
    )


def may_open(address: QUrl) -> bool:
    return address.scheme().lower() in SCHEMES


def _mention(person: str, name_of: NameOf) -> str:
    name = entities.escape(name_of(person))
    return f'<a href="{MENTION}:{entities.escape(person)}">@{name}</a>'


class SafeView(QTextBrowser):
    """Shows cleaned HTML as high as it is; only http, https and mailto links open, in the browser."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDocument(ClosedDocument(self))
        self.setObjectName("safeView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        use_no_bars(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._open)

    def show_html(self, html: str, name_of: NameOf) -> None:
        self.document().setDefaultFont(self._theme.font("text"))
        self.document().setDefaultStyleSheet(sheet(self._theme))
        self.setHtml(clean(html, name_of))
        self.fit()

    def fit(self) -> None:
        self.document().setTextWidth(max(40, self.viewport().width()))
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def _open(self, address: QUrl) -> None:
        if may_open(address):
            QDesktopServices.openUrl(address)


def sheet(theme: Theme) -> str:
    """Qt's own margins for lists are too wide for a panel; its line height is too low for reading."""
    return (
        "p, li { line-height: 128%; } p { margin-top: 0; margin-bottom: 6px; }"
        "ul, ol { margin-top: 0; margin-bottom: 6px; margin-left: 16px; -qt-list-indent: 0; }"
        f"a {{ color: {theme.color('accent').name()}; }}"
    )
