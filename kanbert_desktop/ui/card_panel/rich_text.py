"""Rich text: a view of HTML from the server, the editor of descriptions, and the HTML that it writes."""

from html import escape

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
    QTextFragment,
    QTextListFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from kanbert_desktop.app.boards.html_text import NameOf
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars, hide_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import TEMPORARY_FOCUS_LOSS, InputMethodMixin
from kanbert_desktop.ui.widgets.untrusted_html import (
    MAX_BYTES,
    MENTION,
    SCHEMES,
    DisplayableHtml,
    IsolatedDocument,
    displayable_html,
)

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


class SafeHtmlView(QTextBrowser):
    """As high as its text; `displayed` is what it shows. Only http, https and mailto links open, in the browser."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDocument(IsolatedDocument(self))
        self.displayed = DisplayableHtml("")
        self.setObjectName("safeView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        hide_scroll_bars(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._open)

    def show_html(self, html: str, name_of: NameOf) -> None:
        self.document().setDefaultFont(self._theme.font("text"))
        self.document().setDefaultStyleSheet(html_style_sheet(self._theme))
        self.displayed = displayable_html(html, name_of)
        self.setHtml(self.displayed.html)
        self.fit()

    def fit(self) -> None:
        self.fit_width(self.viewport().width())

    def fit_width(self, width: int) -> None:
        """As high as the text in that width, which the view may get later."""
        self.document().setTextWidth(max(40, width))
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def _open(self, url: QUrl) -> None:
        if is_openable_url(url):
            QDesktopServices.openUrl(url)


class RichTextEditor(InputMethodMixin, QTextEdit):
    """`focus_lost`, `accepted` (Ctrl+Enter) and `cancelled` (Escape) end editing; `html()` is the text to save.

    `paste_rejected`: the text on the clipboard is too long for the editor.
    """

    focus_lost = Signal()
    accepted = Signal()
    cancelled = Signal()
    paste_rejected = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._initial_html = ""
        self.setDocument(IsolatedDocument(self))
        self.setObjectName("richEditor")
        self.setAccessibleName(tr("Description"))
        self.setTabChangesFocus(True)
        add_overlay_scroll_bars(self, horizontal=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)

    def start(self, html: str, name_of: NameOf) -> None:
        """Starts editing. `html` is within the budget; else `html()` would return only its beginning."""
        self.document().setDefaultFont(self._theme.font("text"))
        self.document().setDefaultStyleSheet(html_style_sheet(self._theme))
        self.setHtml(displayable_html(html, name_of).html)
        self._initial_html = self.html()
        self.fit()

    @property
    def is_changed(self) -> bool:
        return self.html() != self._initial_html

    def html(self) -> str:
        return html_of(self.document())

    def toggle_bold(self) -> None:
        bold = self.fontWeight() >= QFont.Weight.DemiBold
        self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)

    def toggle_italic(self) -> None:
        self.setFontItalic(not self.fontItalic())

    def toggle_list(self) -> None:
        cursor = self.textCursor()
        text_list = cursor.currentList()
        if text_list is not None and text_list.count():
            text_list.remove(cursor.block())
            block_format = cursor.blockFormat()
            block_format.setIndent(0)
            cursor.setBlockFormat(block_format)
        else:
            cursor.createList(QTextListFormat.Style.ListDisc)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Inserts plain text: other formats would be lost when saved, so they are not shown either."""
        text = source.text()
        if len(text.encode(errors="replace")) + self.document().characterCount() > MAX_BYTES:
            self.paste_rejected.emit()
        else:
            self.insertPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif has_control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif has_control and event.key() == Qt.Key.Key_B:
            self.toggle_bold()
        elif has_control and event.key() == Qt.Key.Key_I:
            self.toggle_italic()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in TEMPORARY_FOCUS_LOSS:
            self.focus_lost.emit()

    def fit(self) -> None:
        height = round(self.document().size().height()) + 12
        self.setFixedHeight(max(self._theme.px(88), min(self._theme.px(420), height)))

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()


def is_openable_url(url: QUrl) -> bool:
    return url.scheme().lower() in SCHEMES


def html_style_sheet(theme: Theme) -> str:
    """Qt's list margins are too wide for a panel, and its line height is too low for reading."""
    return (
        "p, li { line-height: 128%; } p { margin-top: 0; margin-bottom: 6px; }"
        "ul, ol { margin-top: 0; margin-bottom: 6px; margin-left: 16px; -qt-list-indent: 0; }"
        f"a {{ color: {theme.color('accent').name()}; }}"
    )


def html_of(document: QTextDocument) -> str:
    """Returns HTML of p, br, b, i, a, ul, ol, li and mention; "" for an empty text."""
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
    text_list = block.textList()
    # Depending on its version, PySide returns an empty wrapper or None for a block outside a list.
    if text_list is None or not text_list.count():
        return ""
    return "ol" if text_list.format().style() in _ORDERED else "ul"


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
    char_format = fragment.charFormat()
    url = char_format.anchorHref()
    if url.startswith(f"{MENTION}:"):
        return f'<mention data-id="{escape(url.removeprefix(f"{MENTION}:"))}"></mention>'
    text = escape(fragment.text(), quote=False).replace(_LINE_BREAK, "<br>").replace("\ufffc", "")
    if char_format.fontWeight() >= _BOLD_FROM:
        text = f"<b>{text}</b>"
    if char_format.fontItalic():
        text = f"<i>{text}</i>"
    if url and url.split(":")[0].lower() in SCHEMES:
        text = f'<a href="{escape(url)}">{text}</a>'
    return text
