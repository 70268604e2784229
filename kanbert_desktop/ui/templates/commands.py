"""Commands on card templates: save, use, edit, pause, remove with undo, export and import. The toast shows the results."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kanbert_desktop.app.boards.recurring_cards import RecurringResult, publish_due_cards
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import EventBus, RecurringCardsMade, TemplatesChanged
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.templates.dialog import TemplateDialog
from kanbert_desktop.ui.widgets.file_dialogs import ask_open_path, ask_save_path
from kanbert_desktop.ui.widgets.toast import Toast


class TemplateCommands(QObject):
    """`card_made` carries a card that was made by hand and is to be shown."""

    card_made = Signal(object)

    def __init__(
        self, service: BoardService, bus: EventBus, theme: Theme, toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._service, self._bus, self._theme, self._toast = service, bus, theme, toast
        self._window = window
        self.templates = Templates(service)

    # One card.

    def save_card(self, key: CardKey, board: BoardId | None) -> None:
        """Saves the card as a template at once. The toast offers to make it repeat."""
        try:
            saved = self.templates.save(key)
        except KanbertError as error:
            self._show_error(error)
            return
        self._publish()
        text = tr("“{title}” was saved as a template on this computer.", title=saved.title)
        self._toast.show_action(text, tr("Repeat …"), lambda: self.edit(saved.title, board))

    def use(self, title: str, board: BoardId | None) -> None:
        """Makes a card on that board, else on the template's own."""
        template = self.templates.find(title)
        target = BoardId(template.board) if template is not None and template.board else board
        if template is None or target is None:
            return
        try:
            change = self.templates.create_card(title, target)
        except KanbertError as error:
            self._show_error(error)
            return
        if change is not None:
            self.card_made.emit(change.card)
            self._toast.show_undo(change, tr("Card added."))

    # The template.

    def ask_new(self, board: BoardId | None) -> TemplateDialog:
        return self._ask(Template("", board=board or ""), None)

    def edit(self, title: str, board: BoardId | None = None) -> TemplateDialog | None:
        """`board` is preset if the template has none."""
        template = self.templates.find(title)
        if template is None:
            return None
        return self._ask(template, board)

    def _ask(self, template: Template, board: BoardId | None) -> TemplateDialog:
        shown = replace(template, board=template.board or board or "")
        is_new = not template.title
        dialog = TemplateDialog(shown, self._service, self._theme, self._window, is_new=is_new)
        dialog.accepted_template.connect(
            lambda typed: self._save(dialog, typed, template.title if not is_new else None)
        )
        dialog.open()
        return dialog

    def set_paused(self, title: str, *, is_paused: bool) -> None:
        self._try(lambda: self.templates.pause(title, self._service.today(), is_paused=is_paused))
        self._make_due()

    def remove(self, title: str) -> None:
        removed = self.templates.find(title)
        if removed is None:
            return
        self.templates.remove(title)
        self._publish()
        self._toast.show_action(
            tr("The template “{title}” was removed.", title=title),
            tr("Undo"),
            lambda: self._try(lambda: self.templates.put(removed)),
        )

    def _save(self, dialog: TemplateDialog, typed: Template, instead_of: str | None) -> None:
        try:
            if instead_of is None:
                saved = self.templates.add(typed)
            else:
                saved = self.templates.put(typed, instead_of=instead_of)
        except KanbertError as error:
            dialog.show_problem(*title_and_message(error))
            return
        dialog.close_accepted()
        self._publish()
        self._toast.show_message(tr("The template “{title}” was saved.", title=saved.title))
        self._make_due()

    def _make_due(self) -> RecurringResult:
        """The card of today is made at once. The event tells of it."""
        return publish_due_cards(self._service, self._bus)

    # Files.

    def export(self) -> None:
        """Asks where to write all templates."""
        templates = self.templates.all()
        if not templates:
            self._toast.show_problem(tr("There is nothing to export."), tr("Save a template first."))
            return
        ask_save_path(
            self._window,
            tr("Export templates"),
            tr("kanbert-templates"),
            {"json": tr("Export")},
            lambda path: self._write(path, templates),
        )

    def ask_import(self) -> QFileDialog:
        """Asks for a file of templates."""
        return ask_open_path(self._window, tr("Import templates"), "json", tr("Templates"), self.import_file)

    def import_file(self, path: Path) -> None:
        """Imports all templates of the file or none."""
        from kanbert_desktop.app.boards.templates_file import read_templates_file  # noqa: PLC0415  seldom needed

        before = self.templates.all()
        try:
            imported = read_templates_file(path)
            result = self.templates.put_all(imported)
        except KanbertError as error:
            self._show_error(error)
            return
        self._publish()
        text = tr("%n template(s) imported.", result.added + result.replaced)
        if any(one.recurrence is not None for one in imported):
            text += " " + tr("Those that repeat are paused.")
        self._toast.show_action(text, tr("Undo"), lambda: self._try(lambda: self.templates.set_all(before)))

    def _write(self, path: Path, templates: list[Template]) -> None:
        from kanbert_desktop.app.boards.export import write_file  # noqa: PLC0415  seldom needed
        from kanbert_desktop.app.boards.templates_file import templates_text  # noqa: PLC0415

        try:
            file = write_file(path, templates_text(templates))
        except KanbertError as error:
            self._show_error(error)
            return
        self._toast.show_message(tr("%n template(s) exported to “{file}”.", len(templates), file=file.name))

    # What the day has brought.

    def tell(self, event: RecurringCardsMade) -> None:
        """Says which cards the day has brought, and which it could not."""
        cards = [card for key in event.cards if (card := self._service.card(key)) is not None]
        if event.failed:
            titles = ", ".join(f"“{title}”" for title in event.failed[:2])
            self._toast.show_problem(
                tr("A recurring card could not be added: {titles}.", titles=titles),
                tr("Open Templates to see why."),
            )
        elif len(cards) == 1:
            text = tr("Added because it repeats: “{title}”", title=cards[0].title)
            self._toast.show_action(text, tr("Show"), lambda: self.card_made.emit(cards[0].key))
        elif cards:
            self._toast.show_message(tr("%n recurring card(s) added.", len(cards)))

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except KanbertError as error:
            self._show_error(error)
            return
        self._publish()

    def _publish(self) -> None:
        self._bus.publish(TemplatesChanged())

    def _show_error(self, error: KanbertError) -> None:
        self._toast.show_problem(*title_and_message(error))
