"""Dialog that edits a template: its texts, where its cards are made, and on which days."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.boards.html_text import to_html, to_text
from kanbert_desktop.app.boards.recurrence_words import read_recurrence
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.template_fields import WEEKDAYS
from kanbert_desktop.app.boards.templates import Template
from kanbert_desktop.app.boards.validation import TITLE_LIMIT
from kanbert_desktop.app.messages.recurrence_texts import recurrence_text
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import OPEN_COLUMNS, Column
from kanbert_desktop.domain.recurrence import LAST_DAY, WORK_DAYS, Recurrence, RecurrenceUnit
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.calendar.days import day_title
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.settings.controls import DropDown, Switch
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.templates.texts import due_rule_text, next_text
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.popups import Menu, open_menu_below
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

WIDTH, TEXT_HEIGHT, FOCUS_MARGIN = 560, 84, 40
_DUE_DAYS = (0, 1, 2, 3, 7, 14)


class _Line(InputMethodMixin, QLineEdit):
    """A text field of the dialog."""


class _Text(InputMethodMixin, QPlainTextEdit):
    """A field of several lines. Tab leaves it."""

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)
        add_overlay_scroll_bars(self, horizontal=True)


class TemplateDialog(QDialog):
    """`accepted_template` carries the template as typed. The caller closes the dialog, or shows why it cannot be saved."""

    accepted_template = Signal(object)

    def __init__(
        self, template: Template, service: BoardService, theme: Theme, parent: QWidget, *, is_new: bool
    ) -> None:
        super().__init__(parent)
        self._template, self._service, self._theme = template, service, theme
        self._today = service.today()
        title = tr("New template") if is_new else tr("Edit template")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._create_fields(theme)
        self._fill()
        self._build_layout(title)
        self.repeat_field.textChanged.connect(self._show_hint)
        self.repeat_button.clicked.connect(self._open_presets)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        self._show_hint()
        self._as_opened, self._is_warned = self._typed(self._recurrence()), False
        self.title_field.selectAll()
        (self.repeat_field if not is_new else self.title_field).setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumWidth(min(theme.px(WIDTH), parent.window().width() - 40))
        self.resize(self.minimumWidth(), min(theme.px(640), parent.window().height() - 60))

    def reject(self) -> None:
        """Esc does not lose what was typed before it is pressed twice."""
        if self._typed(self._recurrence()) != self._as_opened and not self._is_warned:
            self._is_warned = True
            self.show_problem(tr("Your changes are not saved."), tr("Press Esc again to discard them."))
            return
        super().reject()

    def close_accepted(self) -> None:
        """Closes without asking: everything is saved."""
        super().reject()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to the field that has the focus."""
        if now is not None and self._area.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, FOCUS_MARGIN)

    def show_problem(self, title: str, message: str) -> None:
        self.problem_label.setText(f"{title} {message}")
        self.problem_label.show()
        self.save_button.setAccessibleDescription(self.problem_label.text())

    # Fields.

    def _create_fields(self, theme: Theme) -> None:
        self.title_field, self.repeat_field = _Line(self), _Line(self)
        self.title_field.setMaxLength(TITLE_LIMIT)
        self.repeat_field.setPlaceholderText(tr("never, or for example: every Monday"))
        self.repeat_button = QToolButton(self)
        self.repeat_button.setIcon(theme.icon("chevron-down", "muted"))
        self.repeat_button.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.repeat_button.setAccessibleName(tr("Choose how it repeats"))
        self.repeat_button.setToolTip(tr("Choose how it repeats"))
        self.repeat_hint, self.problem_label = plain_label("muted", self), plain_label("problem", self)
        for label in (self.repeat_hint, self.problem_label):
            label.setWordWrap(True)
        self.problem_label.hide()
        self.board_field, self.column_field = DropDown(theme), DropDown(theme)
        self.assignee_field, self.due_field = DropDown(theme), DropDown(theme)
        self.description_field = _Text(theme.px(TEXT_HEIGHT), self)
        self.sub_tasks_field = _Text(theme.px(TEXT_HEIGHT), self)
        self.sub_tasks_field.setPlaceholderText(tr("one per line"))
        self.public_switch = Switch(theme)
        self.public_switch.apply_appearance(tr("Visible to clients too"), "")

    def _fill(self) -> None:
        template, service = self._template, self._service
        self.title_field.setText(template.title)
        if template.recurrence is not None:
            self.repeat_field.setText(recurrence_text(template.recurrence))
        boards = [(board.id, shorten(board.title, 60)) for board in service.boards()]
        self.board_field.set_choices([("", tr("Choose a board")), *boards], template.board)
        columns = [(column.value, column_title(column)) for column in OPEN_COLUMNS]
        self.column_field.set_choices(columns, template.column.value)
        people = [(person.id, shorten(person.name, 60)) for person in service.people()]
        self.assignee_field.set_choices([("", tr("Unassigned")), *people], template.assignee)
        self.due_field.set_choices(_due_choices(template.due), template.due)
        self._text = to_text(template.description)
        self.description_field.setPlainText(self._text)
        if to_html(self._text) != template.description:
            self.description_field.setReadOnly(True)
            self.description_field.setToolTip(
                tr("This description is formatted. Change it on a card, and save that as a template again.")
            )
        self.sub_tasks_field.setPlainText("\n".join(template.sub_tasks))
        self.public_switch.show_value(template.is_public)

    def _presets(self) -> tuple[Recurrence | None, ...]:
        today = self._today
        return (
            None,
            Recurrence(RecurrenceUnit.DAY, today),
            Recurrence(RecurrenceUnit.WEEK, today, WORK_DAYS),
            *(Recurrence(RecurrenceUnit.WEEK, today, (day,)) for day in range(5)),
            Recurrence(RecurrenceUnit.WEEK, today, (today.weekday(),), 2),
            Recurrence(RecurrenceUnit.MONTH, today),
            Recurrence(RecurrenceUnit.MONTH, today, day_of_month=LAST_DAY),
        )

    def _open_presets(self) -> None:
        menu = Menu(self)
        menu.setAccessibleName(tr("Repeats"))
        for preset in self._presets():
            text = recurrence_text(preset) if preset is not None else ""
            action = menu.addAction(text[:1].upper() + text[1:] or tr("Never"))
            action.triggered.connect(partial(self._choose, text))
        open_menu_below(self.repeat_button, menu, at_end=True)

    def _choose(self, text: str, _checked: bool = False) -> None:
        self.repeat_field.setText(text)
        self.repeat_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hint(self) -> None:
        """What was understood, and the first day."""
        self.problem_label.hide()
        text = self.repeat_field.text().strip()
        found = self._recurrence() if text else None
        if found is not None:
            is_today = found.is_on(self._today)
            day = self._today if is_today else found.next_after(self._today)
            words = recurrence_text(found)
            first = tr("First card: {day}", day=day_title(day, self._today)) if day is not None else ""
            if found == self._template.recurrence:
                first = next_text(self._template, self._service, self._today)
            hint = f"{words[:1].upper()}{words[1:]}. {first}"
        elif text:
            hint = tr("Not understood. Try “every Monday” or “last day of the month”.")
        else:
            hint = tr("Used by hand only.")
        self.repeat_hint.setText(hint)
        self.repeat_field.setAccessibleDescription(hint)

    def _recurrence(self) -> Recurrence | None:
        """One that says the same as before goes on from its old beginning."""
        found = read_recurrence(self.repeat_field.text(), self._today)
        before = self._template.recurrence
        if found is not None and before is not None and replace(found, start=before.start) == before:
            return before
        return found

    def _save(self) -> None:
        text, recurrence = self.repeat_field.text().strip(), self._recurrence()
        if text and recurrence is None:
            self.show_problem(
                tr("This is not understood as a recurrence."),
                tr("Try “every Monday” or “last day of the month”."),
            )
            self.repeat_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accepted_template.emit(self._typed(recurrence))

    def _typed(self, recurrence: Recurrence | None) -> Template:
        description = self._template.description
        if self.description_field.toPlainText() != self._text:
            description = to_html(self.description_field.toPlainText())
        lines = self.sub_tasks_field.toPlainText().splitlines()
        is_same = recurrence == self._template.recurrence
        return replace(
            self._template,
            title=self.title_field.text(),
            description=description,
            is_public=self.public_switch.isChecked(),
            sub_tasks=tuple(line.strip() for line in lines if line.strip()),
            board=self.board_field.currentData(),
            column=Column(self.column_field.currentData()),
            assignee=self.assignee_field.currentData(),
            due=self.due_field.currentData(),
            recurrence=recurrence,
            # Other days count from now on: none that has passed gets a card.
            since=self._template.since if is_same else self._today,
        )

    # Layout.

    def _build_layout(self, title: str) -> None:
        heading = plain_label("panel", self)
        heading.setText(title)
        inner = QWidget()
        form = QVBoxLayout(inner)
        form.setContentsMargins(2, 0, 14, 0)
        form.setSpacing(6)
        repeat_row = QWidget()
        row = horizontal_box(self.repeat_field, self.repeat_button, spacing=4)
        row.setContentsMargins(0, 0, 0, 0)
        repeat_row.setLayout(row)
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (tr("Title"), self.title_field, self.title_field),
            (tr("Repeats"), self.repeat_field, repeat_row),
            (tr("Board"), self.board_field, self.board_field),
            (tr("Column"), self.column_field, self.column_field),
            (tr("Due date"), self.due_field, self.due_field),
            (tr("Assignee"), self.assignee_field, self.assignee_field),
            (tr("Description"), self.description_field, self.description_field),
            (tr("Sub-tasks"), self.sub_tasks_field, self.sub_tasks_field),
        )
        for text, field, shown in rows:
            label = plain_label("strong")
            label.setText(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            form.addWidget(label)
            form.addWidget(shown)
            if shown is repeat_row:
                form.addWidget(self.repeat_hint)
            form.addSpacing(4)
        public_label = plain_label("strong")
        public_label.setText(tr("Visible to clients too"))
        public_label.setBuddy(self.public_switch)
        form.addLayout(horizontal_box(self.public_switch, public_label, 1))
        form.addStretch(1)
        area = self._area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        add_overlay_scroll_bars(area, horizontal=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 24, 14, 24)
        box.setSpacing(8)
        box.addWidget(heading)
        box.addWidget(area, 1)
        box.addWidget(self.problem_label)
        buttons = self._buttons()
        buttons.setContentsMargins(0, 0, 12, 0)
        box.addLayout(buttons)

    def _buttons(self) -> FlowLayout:
        self.cancel_button, self.save_button = QPushButton(tr("Cancel")), QPushButton(tr("Save"))
        self.cancel_button.setProperty("kind", "bare")
        self.save_button.setProperty("kind", "primary")
        self.cancel_button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self.cancel_button.clicked.connect(super().reject)
        self.save_button.clicked.connect(self._save)
        return FlowLayout([self.cancel_button], [self.save_button])


def _due_choices(now: str) -> list[tuple[str, str]]:
    """With the present one, which may come from the command line or a file."""
    rules = ["", *(f"+{days}" for days in _DUE_DAYS), *WEEKDAYS]
    found = [(rule, due_rule_text(rule)) for rule in (*rules, *([] if now in rules else [now]))]
    return [(rule, text[:1].upper() + text[1:]) for rule, text in found]
