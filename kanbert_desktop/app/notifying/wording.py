"""News in words, alike things as one."""

from collections.abc import Iterable, Sequence

from kanbert_desktop.app.language import tr
from kanbert_desktop.app.notifying.news import About, News, Notice

NAMED = 3
"""So many titles are named where there are more."""
LONGEST = 160


def notices(news: Iterable[News]) -> list[Notice]:
    """One for each kind of news: "3 cards are due today"."""
    kinds: dict[About, list[News]] = {about: [] for about in About}
    for one in news:
        kinds[one.about].append(one)
    return [_notice(about, alike) for about, alike in kinds.items() if alike]


def _notice(about: About, news: Sequence[News]) -> Notice:
    first, count = news[0], len(news)
    cards = dict.fromkeys(one.card for one in news)
    card = first.card if len(cards) == 1 else None
    if about in (About.COMMENT, About.MENTION) and count == 1:
        return Notice(_spoken(first), f"{first.title}\n{_short(first.said)}".strip(), card)
    titles = {
        About.DUE: tr("%n card(s) are due today", count),
        About.ASSIGNED: tr("%n card(s) were assigned to you", count),
        About.COMMENT: tr("%n new comment(s)", count),
        About.MENTION: tr("You were mentioned %n time(s)", count),
    }
    return Notice(titles[about], _titles(news), card)


def _spoken(news: News) -> str:
    who = news.who or tr("Somebody")
    if news.about is About.MENTION:
        return tr("{name} mentioned you", name=who)
    return tr("{name} commented", name=who)


def _titles(news: Sequence[News]) -> str:
    titles = list(dict.fromkeys(one.title for one in news))
    more = len(titles) - NAMED
    lines = [_short(title) for title in titles[: NAMED if more > 0 else None]]
    return "\n".join([*lines, *([tr("and %n more", more)] if more > 0 else [])])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
