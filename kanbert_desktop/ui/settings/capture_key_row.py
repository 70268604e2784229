"""Setting: a key that opens the window for a new card from anywhere."""

from PySide6.QtGui import QKeySequence

from kanbert_desktop.app.system.capture_key import CaptureKey, KeyState
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.settings.rows import ActionButton, CopyTextButton, SettingRow
from kanbert_desktop.ui.style.theme import Theme

COMMAND = "kanbert-desktop --capture"


class CaptureKeyRow(SettingRow):
    """The desktop asks the user and keeps the key: here it can only be asked for, or given up."""

    def __init__(self, theme: Theme, key: CaptureKey) -> None:
        self._key = key
        self.choose_button = ActionButton(theme, lambda: tr("Choose a key …"), key.ask, "keyboard")
        self.off_button = ActionButton(theme, lambda: tr("Switch off"), key.switch_off)
        self.copy_button = CopyTextButton(theme, lambda: tr("Copy command"), lambda: COMMAND)
        super().__init__(
            theme,
            lambda: tr("New card from anywhere"),
            self._hint_text,
            [self.choose_button, self.off_button, self.copy_button],
        )
        self.destroyed.connect(key.subscribe(self._on_changed))

    def apply_appearance(self) -> None:
        super().apply_appearance()
        state = self._key.state
        self.choose_button.setVisible(state is not KeyState.ON)
        self.off_button.setVisible(state is KeyState.ON)
        self.copy_button.setVisible(state is KeyState.UNAVAILABLE)

    def _on_changed(self) -> None:
        had_focus = self.choose_button.hasFocus() or self.off_button.hasFocus()
        self.apply_appearance()
        if had_focus:
            (self.off_button if self._key.state is KeyState.ON else self.choose_button).setFocus()

    def _hint_text(self) -> str:
        match self._key.state:
            case KeyState.OFF:
                return tr(
                    "A key that opens the small window for a new card while another program is in front."
                )
            case KeyState.ASKING:
                return tr("The desktop asks you for a key …")
            case KeyState.ON if self._key.trigger:
                return tr("The key is {key}.", key=_key_name(self._key.trigger))
            case KeyState.ON:
                return tr("The desktop has a key for it, which its settings show.")
            case KeyState.DECLINED:
                return tr("No key was chosen.")
            case KeyState.UNAVAILABLE:
                return tr(
                    "This desktop gives no key to programs. In its keyboard settings, bind one to “{command}”.",
                    command=COMMAND,
                )


def _key_name(trigger: str) -> str:
    """As the menus of the window write keys, if Qt knows them: the desktop may have a language of its own."""
    keys = QKeySequence(trigger, QKeySequence.SequenceFormat.PortableText)
    is_known = keys.toString(QKeySequence.SequenceFormat.PortableText) == trigger
    return keys.toString(QKeySequence.SequenceFormat.NativeText) if is_known else to_single_line(trigger)
