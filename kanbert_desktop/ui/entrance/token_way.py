"""Coming in with an access token from Apps & API: pasted, checked, kept in the keyring only."""

from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.button_icon import set_icon
from kanbert_desktop.ui.centred_card import Paragraph
from kanbert_desktop.ui.entrance.field import Field, MaskedField
from kanbert_desktop.ui.entrance.way import Way, numbered
from kanbert_desktop.ui.theme import Theme


class TokenWay(Way):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._texts = [Paragraph("step") for _ in range(2)]
        self.token = MaskedField(theme, lambda: tr("Access token"), lambda: tr("Kept in the keyring only."))
        self.put(numbered(1, self._texts[0]), numbered(2, self._texts[1], self.token))
        self.token.entered.connect(self.begin)

    def fields(self) -> list[Field]:
        return [self.token]

    def tab_stops(self) -> list[QWidget]:
        return [self.choice, self.token.edit, self.token.reveal, self.button]

    def first_field(self) -> QWidget:
        return self.token.edit

    def is_complete(self) -> bool:
        if not self.token.text():
            self.token.refuse(
                lambda: tr("The access token is missing. Kanbert shows it once, when you make it.")
            )
        return bool(self.token.text())

    def field_of(self, error: KanbertError) -> Field | None:
        return self.token if error.key.startswith("token_") else None

    def dress(self) -> None:
        super().dress()
        self.name(tr("Access token"), tr("Without a browser, with a token that you make in Kanbert."))
        self._texts[0].setText(
            tr("In Kanbert, open Settings → Apps & API and make an access token that may read and write.")
        )
        self._texts[1].setText(tr("Paste the access token:"))
        self.token.edit.setPlaceholderText(tr("Access token"))
        self.button.setText(tr("Sign in"))
        set_icon(self.button, self._theme, "key-round", "on-accent")
