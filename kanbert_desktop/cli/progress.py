"""What a person sees of a long sync while it goes on."""

from collections.abc import Iterator
from contextlib import contextmanager

from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.call import Call
from kanbert_desktop.domain.events import Compared, LoadProgressed


@contextmanager
def telling_progress(call: Call) -> Iterator[None]:
    """Of the first load and of a full comparison, beside the answer; whoever holds the profile tells whoever asked."""

    def tell(event: LoadProgressed) -> None:
        if not event.done:
            call.output.progress(_words(event))

    def tell_compared(event: Compared) -> None:
        call.output.progress(tr("Comparing everything, %n card(s) so far", event.cards))

    bus = call.application.bus
    ends = (bus.subscribe(LoadProgressed, tell), bus.subscribe(Compared, tell_compared))
    try:
        yield
    finally:
        for end in ends:
            end()


def _words(event: LoadProgressed) -> str:
    cards = tr("%n card(s) so far", event.cards)
    if not event.of_boards:
        return cards
    boards = tr("Loading boards, {boards} of {all}", boards=event.boards, all=event.of_boards)
    return f"{boards} · {cards}"
