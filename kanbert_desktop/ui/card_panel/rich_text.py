"""Sanitised HTML view, rich-text editor, HTML serialiser."""

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


def is_openable_url(address: QUrl) -> bool:
    return address.scheme().lower() in SCHEMES


class SafeHtmlView(QTextBrowser):
    """As high as its text; `shown` is what it was given. Only http, https and mailto links open, in the browser."""

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
        self.document().setTextWidth(max(40, self.viewport().width()))
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def _open(self, address: QUrl) -> None:
        if is_openable_url(address):
            QDesktopServices.openUrl(address)


def html_style_sheet(theme: Theme) -> str:
    """Qt's own margins for lists are too wide for a panel; its line height is too low for reading."""
    return (
        "p, li { line-height: 128%; } p { margin-top: 0; margin-bottom: 6px; }"
        "ul, ol { margin-top: 0; margin-bottom: 6px; margin-left: 16px; -qt-list-indent: 0; }"
        f"a {{ color: {theme.color('accent').name()}; }}"
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


def html_of(document: QTextDocument) -> str:
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


class RichTextEditor(InputMethodMixin, QTextEdit):
    """`left` when the focus goes, `accepted` on Ctrl+Enter, `cancelled` on Escape; `html()` is what would be sent.

    `refused` says that what was pasted is longer than can be shown here; it stays on the clipboard.
    """

    focus_lost = Signal()
    accepted = Signal()
    cancelled = Signal()
    paste_rejected = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at_start = ""
        self.setDocument(IsolatedDocument(self))
        self.setObjectName("richEditor")
        self.setAccessibleName(tr("Description"))
        self.setTabChangesFocus(True)
        add_overlay_scroll_bars(self, horizontal=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)

    def start(self, html: str, name_of: NameOf) -> None:
        """`html` is within the budget: of what is not, `html()` would be no more than its beginning."""
        self.document().setDefaultFont(self._theme.font("text"))
        self.document().setDefaultStyleSheet(html_style_sheet(self._theme))
        self.setHtml(displayable_html(html, name_of).html)
        self._at_start = self.html()
        self.fit()

    @property
    def is_changed(self) -> bool:
        return self.html() != self._at_start

    def html(self) -> str:
        return html_of(self.document())

    def toggle_bold(self) -> None:
        bold = self.fontWeight() >= QFont.Weight.DemiBold
        self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)

    def toggle_italic(self) -> None:
        self.setFontItalic(not self.fontItalic())

    def toggle_list(self) -> None:
        cursor = self.textCursor()
        holder = cursor.currentList()
        if holder is not None and holder.count():
            holder.remove(cursor.block())
            form = cursor.blockFormat()
            form.setIndent(0)
            cursor.setBlockFormat(form)
        else:
            cursor.createList(QTextListFormat.Style.ListDisc)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Foreign formats would be lost when written, so they are not shown either."""
        text = source.text()
        if len(text.encode(errors="replace")) + self.document().characterCount() > MAX_BYTES:
            self.paste_rejected.emit()
        else:
            self.insertPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif control and event.key() == Qt.Key.Key_B:
            self.toggle_bold()
        elif control and event.key() == Qt.Key.Key_I:
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
