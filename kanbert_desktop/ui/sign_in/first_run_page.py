"""First-run page."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, StoreError
from kanbert_desktop.ui.sign_in.method_form import LazyText, sign_in_error_line
from kanbert_desktop.ui.sign_in.methods import FirstRunState, MethodKind, SignInMethods
from kanbert_desktop.ui.sign_in.step_header import CardHeader
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import (
    CentredPage,
    Paragraph,
    PrivacyNote,
    horizontal_box,
    plain_label,
)
from kanbert_desktop.ui.widgets.flow_layout import WrappingRow
from kanbert_desktop.ui.widgets.literal_text import PlainLabel


class InfoBox(QWidget):
    """Message box inside a page; hidden while there is no message."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notice: KanbertError | None = None
        self._icon = PlainLabel()
        self.text_label = Paragraph("step")
        line = horizontal_box(spacing=10)
        line.setContentsMargins(12, 8, 12, 10)
        line.addWidget(self._icon)
        line.addWidget(self.text_label, 1)
        # Contains the gap below the box, so that it is hidden too.
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 16)
        background = QFrame()
        background.setObjectName("calmNotice")
        background.setLayout(line)
        box.addWidget(background)
        self.hide()

    def show_message(self, error: KanbertError | None) -> None:
        self._notice = error
        self.apply_appearance()
        self.setVisible(error is not None)
        if error is not None:
            announce(self, self.text_label.text())

    def apply_appearance(self) -> None:
        text = sign_in_error_line(self._notice) if self._notice else ""
        self.text_label.setText(text)
        size = self._theme.px(16)
        self._icon.setPixmap(
            icons.pixmap("info", self._theme.color("accent"), size, self.devicePixelRatioF())
        )


class FirstRunPage(CentredPage):
    """First page: sign-in methods, sample data, other accounts.

    `preset_requested`: sign in with the preset OAuth client. `sample_requested`: open the sample data. `closed`: return
    to the current account. `accounts_requested` carries the button for a menu of the other accounts.
    """

    preset_requested = Signal()
    sample_requested = Signal()
    closed = Signal()
    about_requested = Signal()
    accounts_requested = Signal(QWidget)

    def __init__(self, theme: Theme, known: FirstRunState) -> None:
        super().__init__(theme)
        self.setObjectName("firstRunPage")
        self._known = known
        self._busy: LazyText | None = None
        self._is_sample_starting = False
        self._error: KanbertError | None = None
        self._make_parts(theme)
        self._build_layout()
        self._connect()
        self.set_back_visible(False)
        self.apply_appearance()

    def focus_first(self) -> None:
        first = (
            self.methods.selected_form().initial_focus_widget()
            if self._lists_methods()
            else self.preset_button
        )
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def select_method(self, kind: MethodKind, notice: KanbertError | None = None) -> None:
        """Expands one method, with an optional notice above."""
        self.other_methods_button.setChecked(True)
        self.methods.select(kind)
        self.show_notice(notice)
        self.focus_first()

    def show_notice(self, notice: KanbertError | None) -> None:
        """Shows what happened before, such as a sign-out; None hides it."""
        self.notice_box.show_message(notice)

    def set_back_visible(self, shown: bool) -> None:
        """Shows the Back button while an account is open, and hides the sample data then."""
        self.back_button.setVisible(shown)
        self.accounts_button.setVisible(self._known.has_other_accounts())
        self._sample_box.setVisible(self._known.offers_sample_data and not shown)

    def show_error(self, error: KanbertError) -> None:
        """Shows the error near the focus; what was typed stays."""
        self.set_busy(None)
        if isinstance(error, StoreError):
            # Not about one method: shown above all of them.
            self.show_notice(error)
            self.ensureWidgetVisible(self.notice_box)
            return
        if self._lists_methods():
            self.methods.selected_form().show_error(error)
            return
        self._error = error
        self._show_problem()
        announce(self, self.problem_label.text())

    def set_busy(self, text: LazyText | None) -> None:
        """Shows what is being prepared and disables the form; None enables it again."""
        self._busy, self._error = text, None
        self.methods.set_busy(text)
        for button in (self.preset_button, self.sample_button):
            button.setEnabled(text is None)
        self._show_problem()
        if text is not None:
            announce(self, text())

    def set_sample_busy(self, busy: bool) -> None:
        """The button itself shows that the sample data is being opened."""
        self._is_sample_starting = busy
        self.sample_button.setEnabled(not busy)
        self.preset_button.setEnabled(not busy)
        self._set_sample_text()
        if busy:
            announce(self, self.sample_button.text())

    def apply_appearance(self) -> None:
        super().apply_appearance()
        for part in (self.header, self.privacy_note, self.notice_box, self.methods):
            part.apply_appearance()
        self._title.setText(tr("Connect to Kanbert"))
        self._lead.setText(self._lead_text())
        self.preset_button.setText(tr("Sign in with your browser"))
        set_button_icon(self.preset_button, self._theme, "external-link", "on-accent")
        self.other_methods_button.setText(tr("Other ways to sign in"))
        self._set_sample_text()
        self._sample_label.setText(tr("Just looking? No account needed."))
        self.about_button.setText(tr("About Kanbert Desktop"))
        self.accounts_button.setText(tr("Known accounts"))
        self.back_button.setText(tr("Back to the boards"))
        set_button_icon(self.back_button, self._theme, "arrow-left", "accent")
        self._show_problem()
        self._show_methods(self.other_methods_button.isChecked())

    def _lead_text(self) -> str:
        if self._known.preset != "none":
            return tr("Your boards are downloaded to this computer and stay available offline.")
        return tr("Only once. After that your boards are available offline.")

    def _set_sample_text(self) -> None:
        text = tr("Starting the sample data …") if self._is_sample_starting else tr("Try with sample data")
        self.sample_button.setText(text)

    def _lists_methods(self) -> bool:
        return not self.methods.isHidden()

    def _make_parts(self, theme: Theme) -> None:
        self.header = CardHeader(theme)
        self.header.steps.show_step(0 if self._known.preset == "none" else 1)
        self._title, self._lead = plain_label("dialog"), Paragraph("lead")
        self.notice_box = InfoBox(theme)
        self.methods = SignInMethods(theme, self._known)
        self.preset_button, self.other_methods_button = QPushButton(), QPushButton()
        self.sample_button, self.back_button, self.about_button = QPushButton(), QPushButton(), QPushButton()
        self.accounts_button = QPushButton()
        self.preset_button.setProperty("kind", "primary")
        self.other_methods_button.setProperty("kind", "disclosure")
        self.other_methods_button.setCheckable(True)
        for link in (self.accounts_button, self.back_button, self.about_button):
            link.setProperty("kind", "link")
        self.problem_label, self.status_label = plain_label("problem"), plain_label("muted")
        self.problem_label.setWordWrap(True)
        self.privacy_note = PrivacyNote(theme)

    def _build_layout(self) -> None:
        column = self.card_layout
        column.addWidget(self.header)
        column.addSpacing(20)
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addWidget(self._lead)
        column.addSpacing(16)
        column.addWidget(self.notice_box)
        column.addWidget(self._sample_row())
        column.addWidget(self._button_box())
        column.addWidget(self.methods)
        column.addSpacing(12)
        disclosures: list[QWidget] = [self.other_methods_button, self.methods.redirect_options.toggle_button]
        column.addWidget(WrappingRow(disclosures, [self.accounts_button, self.back_button], spacing=16))
        column.addWidget(self.methods.redirect_options)
        self.other_methods_button.setVisible(self._known.preset == "client_id")
        below = QVBoxLayout()
        below.addWidget(self.privacy_note)
        below.addWidget(self.about_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.footer_layout.addLayout(below)

    def _sample_row(self) -> QWidget:
        """Contains the gap below the row, so that it is hidden too."""
        self._sample_label = plain_label()
        self._sample_label.setWordWrap(True)
        line = horizontal_box(spacing=12)
        line.setContentsMargins(12, 8, 12, 8)
        line.addWidget(self._sample_label, 1)
        line.addWidget(self.sample_button)
        background = QFrame()
        background.setObjectName("calmNotice")
        background.setLayout(line)
        self._sample_box = QWidget()
        box = QVBoxLayout(self._sample_box)
        box.setContentsMargins(0, 0, 0, 16)
        box.addWidget(background)
        return self._sample_box

    def _button_box(self) -> QWidget:
        self._preset_area = QWidget()
        box = QVBoxLayout(self._preset_area)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.problem_label)
        box.addLayout(horizontal_box(self.preset_button, self.status_label, 1, spacing=12))
        return self._preset_area

    def _connect(self) -> None:
        self.preset_button.clicked.connect(self.preset_requested)
        self.sample_button.clicked.connect(self.sample_requested)
        self.accounts_button.clicked.connect(lambda: self.accounts_requested.emit(self.accounts_button))
        self.back_button.clicked.connect(self.closed)
        self.about_button.clicked.connect(self.about_requested)
        self.other_methods_button.toggled.connect(self._show_methods)
        self.methods.redirect_options.toggle_button.toggled.connect(self._scroll_to_options)
        more = self.methods.redirect_options
        stops = [self.sample_button, self.preset_button, *self.methods.tab_stops(), self.other_methods_button]
        stops += [more.toggle_button, self.accounts_button, self.back_button]
        stops += [*more.tab_stops(), self.about_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_methods(self, opened: bool) -> None:
        listed = opened or self._known.preset == "none"
        self.methods.setVisible(listed)
        self.methods.redirect_options.set_listed(listed)
        self._preset_area.setVisible(not listed)
        set_button_icon(
            self.other_methods_button, self._theme, "chevron-down" if opened else "chevron-right", "muted"
        )

    def _scroll_to_options(self, opened: bool) -> None:
        """Scrolls to the options that were expanded below the visible part."""
        if opened:
            QTimer.singleShot(
                0,
                self.methods.redirect_options,
                lambda: self.ensureWidgetVisible(self.methods.redirect_options, 0, 20),
            )

    def _show_problem(self) -> None:
        text = sign_in_error_line(self._error) if self._error else ""
        self.problem_label.setText(text)
        self.problem_label.setVisible(bool(text))
        self.status_label.setText(self._busy() if self._busy else "")
