"""Dialog that names a view and its query: for a new one, or to edit one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.saved_views import NAME_LIMIT, QUERY_LIMIT, SavedView
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.search.query_assistance import QueryAssistance
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

WIDTH = 520


class _Field(InputMethodMixin, QLineEdit):
    """A text field of the dialog."""


class ViewDialog(QDialog):
    """`accepted_view` carries the view as typed. The caller closes the dialog, or shows why it cannot be saved."""

    accepted_view = Signal(object)

    def __init__(
        self, view: SavedView, service: BoardService, theme: Theme, parent: QWidget, *, is_new: bool
    ) -> None:
        super().__init__(parent)
        self._view, self._service = view, service
        title = tr("Save as view") if is_new else tr("Edit view")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = plain_label("panel")
        heading.setText(title)
        self.name_field, self.query_field = _Field(self), _Field(self)
        self.name_field.setMaxLength(NAME_LIMIT)
        self.query_field.setMaxLength(QUERY_LIMIT)
        self.name_field.setText(view.name)
        self.query_field.setText(view.query)
        QueryAssistance(self.query_field, service, theme)
        self.query_hint, self.problem_label = plain_label("muted", self), plain_label("problem", self)
        for label in (self.query_hint, self.problem_label):
            label.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(6)
        box.addWidget(heading)
        box.addSpacing(6)
        name_label, query_label = (
            _label_of(self.name_field, tr("Name")),
            _label_of(self.query_field, tr("Query")),
        )
        box.addWidget(name_label)
        box.addWidget(self.name_field)
        box.addSpacing(6)
        box.addWidget(query_label)
        box.addWidget(self.query_field)
        box.addWidget(self.query_hint)
        box.addWidget(self.problem_label)
        box.addSpacing(10)
        box.addLayout(self._buttons())
        set_reading_order(
            heading,
            name_label,
            self.name_field,
            query_label,
            self.query_field,
            self.query_hint,
            self.problem_label,
            self.cancel_button,
            self.save_button,
        )
        self.name_field.textChanged.connect(lambda _text: self.problem_label.hide())
        self.query_field.textChanged.connect(self._show_query_hint)
        self._show_query_hint()
        self.problem_label.hide()
        self.name_field.selectAll()
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumWidth(min(theme.px(WIDTH), parent.window().width() - 40))

    def show_problem(self, title: str, message: str) -> None:
        self.problem_label.setText(f"{title} {message}")
        self.problem_label.show()
        self.name_field.setAccessibleDescription(self.problem_label.text())
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> FlowLayout:
        self.cancel_button, self.save_button = QPushButton(tr("Cancel")), QPushButton(tr("Save"))
        self.cancel_button.setProperty("kind", "bare")
        self.save_button.setProperty("kind", "primary")
        self.cancel_button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self.cancel_button.clicked.connect(self.close)
        self.save_button.clicked.connect(self._save)
        return FlowLayout([self.cancel_button], [self.save_button])

    def _show_query_hint(self) -> None:
        """What is wrong with the query, or else that an empty one is no mistake."""
        text = self.query_field.text().strip()
        problems = self._service.view_cards.query(text).problems if text else []
        hint = "\n".join(problem.text for problem in problems)
        self.query_hint.setText(hint or ("" if text else tr("Without a query the view shows every card.")))
        self.query_hint.setVisible(bool(self.query_hint.text()))
        self.query_field.setAccessibleDescription(self.query_hint.text())

    def _save(self) -> None:
        self.accepted_view.emit(
            replace(self._view, name=self.name_field.text(), query=self.query_field.text())
        )


def _label_of(field: QLineEdit, text: str) -> "QLabel":
    label = plain_label("strong")
    label.setText(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label
