"""One working day: the server, the open window, and the tasks in order."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.my_work import MyWork
from kanbert_desktop.app.boards.saved_views import SavedViews, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.environment import Options
from kanbert_desktop.app.settings import LANGUAGE, MOTION, THEME, Settings
from kanbert_desktop.domain.board import BoardId, Card, CardKey
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.window.main_window import MainWindow
from support.colleague import Colleague
from support.listed_columns import listed_columns
from support.real_window import running_window, wait_until_loaded
from support.sandbox import RunningSandbox, running_sandbox
from working_day.user import SimulatedUser

TaskAction = Callable[["WorkingDay"], Awaitable[None]]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Task:
    name: str
    action: TaskAction


@dataclass
class WorkingDay:
    """Tasks act through `user` only; everything else checks the result."""

    server: RunningSandbox
    options: Options
    user: SimulatedUser = field(default_factory=SimulatedUser)
    noted_text: str = ""
    """A title that one task leaves for the next."""
    application: Application = field(init=False)
    window: MainWindow = field(init=False)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def perform(self, task: Task) -> list[str]:
        """Returns the steps it took."""
        self.user.steps = []
        try:
            await task.action(self)
        except BaseException as error:
            error.add_note(f"in the task “{task.name}”")
            raise
        return self.user.steps

    async def open_window(self) -> None:
        self._open = AsyncExitStack()
        self.application, self.window = await self._open.enter_async_context(running_window(self.options))

    async def start_again(self) -> None:
        """After the user has quit; starting the program is a step."""
        await self.application.wait_for_quit()
        await self.end()
        await self.open_window()
        self.user.steps.append("start the program")

    async def end(self) -> None:
        await self._open.aclose()

    # What is shown.

    @property
    def service(self) -> BoardService:
        return self.application.require_service()

    def cards(self, title: str) -> list[Card]:
        return [
            card for board in self.service.boards() for card in self._cards(board.id) if card.title == title
        ]

    def card(self, title: str) -> Card:
        shown = self.cards(title)
        assert len(shown) == 1, f"{len(shown)} cards are called “{title}”"
        return shown[0]

    def _cards(self, board: BoardId) -> list[Card]:
        roots = [card for cards in listed_columns(self.service, board).values() for card in cards]
        return [*roots, *(part for card in roots for part in self.service.sub_tasks(card.key))]

    def focused(self) -> str:
        """The title of the card on the board that has the focus, or had it last."""
        workspace = self.window.workspace
        view = workspace.board.columns_view.start_column() if workspace else None
        key = view.cards.current_key() if view is not None else None
        return self._shown(key).title if key is not None else ""

    def has_focus(self, title: str = "") -> bool:
        """Whether a column of the board has the focus, on the card of that title."""
        return isinstance(QApplication.focusWidget(), CardListView) and title in (self.focused(), "")

    def shown_titles(self) -> list[str]:
        """The cards that are in the columns of the board, a filter considered."""
        workspace = self.window.workspace
        views = workspace.board.columns_view.shown if workspace else []
        return [self._shown(key).title for view in views for key in view.model.card_keys]

    def selected(self) -> list[Card]:
        workspace = self.window.workspace
        view = workspace.board.columns_view.start_column() if workspace else None
        keys = workspace.board.controller.selection.target_keys(view) if workspace and view else []
        return [self._shown(key) for key in keys]

    def my_work_titles(self) -> list[Card]:
        work = MyWork(self.service, today())
        return list(work.at(0, len(work)))

    def saved_layout(self, view: str) -> ViewLayout:
        """How that view is saved."""
        return SavedViews(self.service).require(view).layout

    def assignee(self, card: Card) -> str:
        """Their first name; "" for none."""
        person = self.service.person(card.assignee) if card.assignee else None
        return person.name.split()[0] if person else ""

    def priority(self, title: str) -> str:
        requested = self.card(title).priority
        return requested.title if requested else ""

    def is_writing(self, words: str) -> bool:
        """Whether the focus is in a field with these words."""
        focus = QApplication.focusWidget()
        return isinstance(focus, QPlainTextEdit) and words in focus.toPlainText()

    def is_announced(self, title: str, words: str) -> bool:
        """In a comment on a card of that title."""
        return any(
            words in comment.text for card in self.cards(title) for comment in self.service.comments(card.key)
        )

    def _shown(self, key: CardKey) -> Card:
        card = self.service.card(key)
        assert card is not None, f"no card {key}"
        return card

    # The server, a colleague, and the network.

    def on_server(self, title: str) -> Rows:
        return self.server.state.rows("SELECT * FROM tasks WHERE title = ? AND deleted_at IS NULL", title)

    def comments_on_server(self, words: str) -> Rows:
        return self.server.state.rows("SELECT * FROM comments WHERE comment LIKE ?", f"%{words}%")

    @property
    def colleague(self) -> Colleague:
        return Colleague(self.server.state, "Jonas")

    def go_offline(self) -> None:
        self.server.faults.offline = True

    def go_online(self) -> None:
        """The operating system reports it, too."""
        self.server.faults.offline = False
        self.application.wake_sync("network")


def _prepare(settings: Path, language: str, theme: str, motion: str) -> None:
    settings.parent.mkdir(parents=True)
    chosen = Settings(settings)
    for setting, value in ((LANGUAGE, language), (THEME, theme), (MOTION, motion)):
        if value:
            chosen.put(setting, value)


@asynccontextmanager
async def working_day(
    folder: Path, *, language: str = "", theme: str = "", motion: str = ""
) -> AsyncIterator[WorkingDay]:
    """Signed in the day before; the boards are there. Language, theme and motion are values of the settings."""
    with running_sandbox(folder / "sandbox") as server:
        token = server.credentials["access_token"]
        day = WorkingDay(server, Options(server=server.url, access_token=token, profile=folder / "profile"))
        _prepare(folder / "profile" / "settings.json", language, theme, motion)
        await day.open_window()
        try:
            await wait_until_loaded(day.window)
            yield day
        finally:
            await day.end()
