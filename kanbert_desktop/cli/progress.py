"""What a person sees of a long sync while it goes on."""

from collections.abc import Iterator
from contextlib import contextmanager

from kanbert_desktop.app.language import tr
from kanbert_desktop.cli.call import Call
from kanbert_desktop.domain.events import LoadProgressed


@contextmanager
def telling_progress(call: Call) -> Iterator[None]:
    """Of the first load, beside the answer; whoever holds the profile tells whoever asked."""

    def tell(event: LoadProgressed) -> None:
        if not event.done:
            call.output.progress(_words(event))

    end = call.application.bus.subscribe(LoadProgressed, tell)
    try:
        yield
    finally:
        end()


def _words(event: LoadProgressed) -> str:
    cards = tr("%n card(s) so far", event.cards)
    if not event.of_boards:
        return cards
    boards = tr("Loading boards, {boards} of {all}", boards=event.boards, all=event.of_boards)
    return f"{boards} · {cards}"
