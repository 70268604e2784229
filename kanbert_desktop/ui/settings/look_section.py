"""How the window looks, and its language."""

from kanbert_desktop.app.settings import DENSITY, LANGUAGE, MOTION, TEXT_SIZE, THEME
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.settings.in_step import InStep
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.settings.segments import Segments
from kanbert_desktop.ui.settings.stepper import Stepper
from kanbert_desktop.ui.theme import Theme

_STEP = 10


def look_section(theme: Theme, in_step: InStep) -> Section:
    scheme = Segments(
        {"system": lambda: tr("System"), "light": lambda: tr("Light"), "dark": lambda: tr("Dark")}
    )
    size = Stepper(theme, tuple(TEXT_SIZE.allowed), _STEP, " %")
    density = Segments({"comfortable": lambda: tr("Comfortable"), "compact": lambda: tr("Compact")})
    motion = Segments({"full": lambda: tr("Full"), "reduced": lambda: tr("Reduced")})
    in_step.bind(THEME, scheme)
    in_step.bind(TEXT_SIZE, size)
    in_step.bind(DENSITY, density)
    in_step.bind(MOTION, motion)
    return Section(
        lambda: tr("Appearance"),
        (
            Row(
                theme, lambda: tr("Theme"), lambda: tr("System follows the desktop as it changes."), [scheme]
            ),
            Row(
                theme,
                lambda: tr("Text size"),
                lambda: tr("On top of the desktop's own; cards, lists and buttons grow with it."),
                [size],
            ),
            Row(
                theme,
                lambda: tr("Density"),
                lambda: tr("Compact leaves less room around things, so more cards are seen at once."),
                [density],
            ),
            Row(
                theme,
                lambda: tr("Motion"),
                lambda: tr("Reduced: nothing slides, fades or scrolls by itself."),
                [motion],
            ),
        ),
    )


def language_section(theme: Theme, in_step: InStep) -> Section:
    # A language is called by its own name, so that whoever reads no other one finds it.
    language = Segments({"system": lambda: tr("System"), "en": lambda: "English", "de": lambda: "Deutsch"})
    in_step.bind(LANGUAGE, language)
    row = Row(theme, lambda: tr("Language"), lambda: tr("Dates and numbers follow it too."), [language])
    return Section(lambda: tr("Language"), (row,))
