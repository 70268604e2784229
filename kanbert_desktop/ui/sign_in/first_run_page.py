"""First-run page."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, StoreError
from kanbert_desktop.ui.sign_in.method_form import Words, in_one_line
from kanbert_desktop.ui.sign_in.methods import Beginning, Kind, Ways
from kanbert_desktop.ui.sign_in.step_header import CardHead
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_icon
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import CentredCard, LockLine, Paragraph, plain_label, row
from kanbert_desktop.ui.widgets.flow_layout import BreakingRow
from kanbert_desktop.ui.widgets.literal_text import PlainLabel


class CalmNotice(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: KanbertError | None = None
        self._sign = PlainLabel()
        self.words = Paragraph("step")
        line = row(spacing=10)
        line.setContentsMargins(12, 8, 12, 10)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        # Its gap below goes with it.
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 16)
        ground = QFrame()
        ground.setObjectName("calmNotice")
        ground.setLayout(line)
        box.addWidget(ground)
        self.hide()

    def tell(self, told: KanbertError | None) -> None:
        self._told = told
        self.dress()
        self.setVisible(told is not None)
        if told is not None:
            speak(self, self.words.text())

    def dress(self) -> None:
        words = in_one_line(self._told) if self._told else ""
        self.words.setText(words)
        size = self._theme.px(16)
        self._sign.setPixmap(
            icons.pixmap("info", self._theme.color("accent"), size, self.devicePixelRatioF())
        )


class FirstRunPage(CentredCard):
    """`preset_wished` asks for the sign-in that was given from outside, `sample_wished` for the sample data.

    `left` asks for the boards that are still there, `about_wished` for what the program tells of itself. What is typed
    comes from `ways`. `accounts_wished` carries the button below which the others of this computer are listed.
    """

    preset_wished = Signal()
    sample_wished = Signal()
    left = Signal()
    about_wished = Signal()
    accounts_wished = Signal(QWidget)

    def __init__(self, theme: Theme, known: Beginning) -> None:
        super().__init__(theme)
        self.setObjectName("firstRunPage")
        self._known = known
        self._busy: Words | None = None
        self._starts_sample = False
        self._refused: KanbertError | None = None
        self._make_parts(theme)
        self._lay_out()
        self._connect()
        self.show_way_back(False)
        self.dress()

    def focus_first(self) -> None:
        first = self.ways.chosen().first_field() if self._lists_ways() else self.preset
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_at(self, kind: Kind, notice: KanbertError | None = None) -> None:
        """One way unfolded, with what happened said calmly above."""
        self.others.setChecked(True)
        self.ways.choose(kind)
        self.tell(notice)
        self.focus_first()

    def tell(self, notice: KanbertError | None) -> None:
        """What happened before this page, as a sign-out; None where nothing is to be said."""
        self.notice.tell(notice)

    def show_way_back(self, shown: bool) -> None:
        """Where somebody is still signed in, the boards are one click away, and nobody needs a sample."""
        self.back.setVisible(shown)
        self.accounts.setVisible(self._known.others())
        self.sample.setVisible(self._known.with_sample and not shown)

    def refuse(self, error: KanbertError) -> None:
        """Says why it did not begin, where the person is looking; what was typed stays."""
        self.set_busy(None)
        if isinstance(error, StoreError):
            # No way in would help, so none of them says it.
            self.tell(error)
            self.ensureWidgetVisible(self.notice)
            return
        if self._lists_ways():
            self.ways.chosen().refuse(error)
            return
        self._refused = error
        self._show_problem()
        speak(self, self.problem.text())

    def set_busy(self, words: Words | None) -> None:
        """Says what is being prepared; None says that all is ready for the next try."""
        self._busy, self._refused = words, None
        self.ways.set_busy(words)
        for button in (self.preset, self.sample):
            button.setEnabled(words is None)
        self._show_problem()
        if words is not None:
            speak(self, words())

    def set_sample_busy(self, busy: bool) -> None:
        """The sample data is being started: the link itself says so."""
        self._starts_sample = busy
        self.sample.setEnabled(not busy)
        self.preset.setEnabled(not busy)
        self._name_sample()
        if busy:
            speak(self, self.sample.text())

    def dress(self) -> None:
        super().dress()
        for part in (self.head, self.lock, self.notice, self.ways):
            part.dress()
        self._title.setText(tr("Connect to Kanbert"))
        self._lead.setText(self._lead_words())
        self.preset.setText(tr("Sign in with your browser"))
        set_icon(self.preset, self._theme, "external-link", "on-accent")
        self.others.setText(tr("Other ways in"))
        self._name_sample()
        self.about.setText(tr("About Kanbert Desktop"))
        self.accounts.setText(tr("Known accounts"))
        self.back.setText(tr("Back to the boards"))
        set_icon(self.back, self._theme, "arrow-left", "accent")
        self._show_problem()
        self._show_ways(self.others.isChecked())

    def _lead_words(self) -> str:
        if self._known.preset != "none":
            return tr("Your boards come to this computer and stay usable without a network.")
        return tr("Once. Then your boards are on this computer, also without a network.")

    def _name_sample(self) -> None:
        words = tr("Starting the sample data …") if self._starts_sample else tr("Try with sample data")
        self.sample.setText(words)

    def _lists_ways(self) -> bool:
        return not self.ways.isHidden()

    def _make_parts(self, theme: Theme) -> None:
        self.head = CardHead(theme)
        self.head.steps.show_step(0 if self._known.preset == "none" else 1)
        self._title, self._lead = plain_label("dialog"), Paragraph("lead")
        self.notice = CalmNotice(theme)
        self.ways = Ways(theme, self._known)
        self.preset, self.others = QPushButton(), QPushButton()
        self.sample, self.back, self.about = QPushButton(), QPushButton(), QPushButton()
        self.accounts = QPushButton()
        self.preset.setProperty("kind", "primary")
        self.others.setProperty("kind", "disclosure")
        self.others.setCheckable(True)
        for link in (self.accounts, self.sample, self.back, self.about):
            link.setProperty("kind", "link")
        self.problem, self.waiting = plain_label("problem"), plain_label("muted")
        self.problem.setWordWrap(True)
        self.lock = LockLine(theme)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self.head)
        column.addSpacing(20)
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addWidget(self._lead)
        column.addSpacing(16)
        column.addWidget(self.notice)
        column.addWidget(self._button_box())
        column.addWidget(self.ways)
        column.addSpacing(12)
        disclosures: list[QWidget] = [self.others, self.ways.more.head]
        column.addWidget(BreakingRow(disclosures, [self.accounts, self.back, self.sample], spacing=16))
        column.addWidget(self.ways.more)
        self.others.setVisible(self._known.preset == "client_id")
        below = QVBoxLayout()
        below.addWidget(self.lock)
        below.addWidget(self.about, 0, Qt.AlignmentFlag.AlignHCenter)
        self.below.addLayout(below)

    def _button_box(self) -> QWidget:
        self._one_button = QWidget()
        box = QVBoxLayout(self._one_button)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.problem)
        box.addLayout(row(self.preset, self.waiting, 1, spacing=12))
        return self._one_button

    def _connect(self) -> None:
        self.preset.clicked.connect(self.preset_wished)
        self.sample.clicked.connect(self.sample_wished)
        self.accounts.clicked.connect(lambda: self.accounts_wished.emit(self.accounts))
        self.back.clicked.connect(self.left)
        self.about.clicked.connect(self.about_wished)
        self.others.toggled.connect(self._show_ways)
        self.ways.more.head.toggled.connect(self._show_more)
        more = self.ways.more
        stops = [self.preset, *self.ways.tab_stops(), self.others, more.head]
        stops += [self.accounts, self.back, self.sample, *more.tab_stops(), self.about]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_ways(self, opened: bool) -> None:
        listed = opened or self._known.preset == "none"
        self.ways.setVisible(listed)
        for part in (self.ways.more, self.ways.more.head):
            part.setVisible(listed)
        self._one_button.setVisible(not listed)
        set_icon(self.others, self._theme, "chevron-down" if opened else "chevron-right", "muted")

    def _show_more(self, opened: bool) -> None:
        """What unfolds under the fold of a small window is scrolled to."""
        if opened:
            QTimer.singleShot(0, self.ways.more, lambda: self.ensureWidgetVisible(self.ways.more, 0, 20))

    def _show_problem(self) -> None:
        words = in_one_line(self._refused) if self._refused else ""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.waiting.setText(self._busy() if self._busy else "")
