"""What is told while the person is elsewhere, and how loudly."""

from kanbert_desktop.app.settings import (
    NOTIFICATIONS,
    NOTIFY_ASSIGNED,
    NOTIFY_COMMENTS,
    NOTIFY_DUE,
    Setting,
)
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.settings.in_step import InStep
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.settings.segments import Segments
from kanbert_desktop.ui.settings.switch import Switch
from kanbert_desktop.ui.settings.words import Words
from kanbert_desktop.ui.theme import Theme


def notice_section(theme: Theme, in_step: InStep) -> Section:
    volume = Segments({"off": lambda: tr("Off"), "quiet": lambda: tr("Quiet"), "on": lambda: tr("On")})
    in_step.bind(NOTIFICATIONS, volume)
    head = Row(
        theme,
        lambda: tr("Notifications"),
        lambda: tr(
            "Quiet: in the window and as a dot in the tray, without a sound. What you do yourself is never told."
        ),
        [volume],
    )
    kinds = [
        _kind(theme, in_step, NOTIFY_DUE, lambda: tr("Cards of mine that are due")),
        _kind(theme, in_step, NOTIFY_ASSIGNED, lambda: tr("Cards newly assigned to me")),
        _kind(theme, in_step, NOTIFY_COMMENTS, lambda: tr("Comments on my cards")),
    ]

    def show_kinds(volume: str) -> None:
        for row in kinds:
            row.setEnabled(volume != "off")

    in_step.watch(NOTIFICATIONS, show_kinds)
    show_kinds(in_step.get(NOTIFICATIONS))
    return Section(lambda: tr("Notifications"), (head, *kinds))


def _kind(theme: Theme, in_step: InStep, setting: Setting[bool], name: Words) -> Row:
    switch = Switch(theme)
    in_step.bind(setting, switch)
    return Row(theme, name, controls=[switch])
