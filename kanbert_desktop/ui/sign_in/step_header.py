"""Step indicator of the sign-in, and the header of its cards."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.centred_page import LOGO_SIZE, horizontal_box, plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

_SIZE, _INSET, _LINE, _DOT = 17, 1.0, 1.8, 2.4
"""Of a circle, in pixels at 100 % text size; the dot's by its radius."""


class StepIcon(QWidget):
    """A circle: filled with a check mark (done), with a dot (current), or empty (later)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.state = "later"

    def show_state(self, state: str) -> None:
        self.state = state
        size = self._theme.px(_SIZE)
        self.setFixedSize(size, size)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, color = self.width() / _SIZE, self._theme.color
        inset = _INSET * scale
        circle = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        if self.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("ok-soft"))
            painter.drawEllipse(circle)
            size = self._theme.px(11)
            tick = icons.pixmap("check", color("ok"), size, self.devicePixelRatioF(), 3.0)
            painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, tick)
        else:
            accent = color("accent" if self.state == "now" else "strong-line")
            painter.setPen(QPen(accent, _LINE * scale))
            painter.drawEllipse(circle)
            if self.state == "now":
                painter.setBrush(accent)
                painter.drawEllipse(circle.center(), _DOT * scale, _DOT * scale)
        painter.end()


class StepIndicator(QWidget):
    """`show_step(1)`: the browser is next. `show_step(3)`: all steps are done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._step = 0
        self._icons = [StepIcon(theme) for _ in range(3)]
        self._names = [plain_label() for _ in range(3)]
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(20)
        for icon, name in zip(self._icons, self._names, strict=True):
            name.setObjectName("stepName")
            box.addLayout(horizontal_box(icon, name, spacing=6))

    def show_step(self, step: int) -> None:
        self._step = step
        self.apply_appearance()

    def apply_appearance(self) -> None:
        text = [tr("Set up"), tr("Browser"), tr("Boards")]
        for number, name in enumerate(self._names):
            state = "done" if number < self._step else "now" if number == self._step else "later"
            self._icons[number].show_state(state)
            name.setText(text[number])
            set_style_property(name, "step", state)
        now = min(self._step, 2)
        self.setAccessibleName(tr("Step {number} of 3: {name}", number=now + 1, name=text[now]))


class CardHeader(QWidget):
    """The application's logo, with the step indicator at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mark = PlainLabel()
        self.steps = StepIndicator(theme)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._mark)
        box.addStretch(1)
        box.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)

    def apply_appearance(self) -> None:
        color = self._theme.color
        self._mark.setPixmap(
            icons.logo(LOGO_SIZE, self.devicePixelRatioF(), color("accent"), color("on-accent"))
        )
        self.steps.apply_appearance()
