"""Button that opens the server's settings page in the browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import has_browser
from kanbert_desktop.app.accounts.server_address import INSTRUCTIONS, parse_server_address
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.ui.sign_in.fields import ServerField
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label


class SettingsLink(QWidget):
    """Opens *Settings → Apps & API* of the server in the field, or Kanbert's instructions where its address is unknown.

    Without a browser the address is copied.
    """

    def __init__(self, theme: Theme, server_field: ServerField) -> None:
        super().__init__()
        self._theme, self._server_field = theme, server_field
        self.button = QPushButton()
        self.copied_label = plain_label("muted")
        self.copied_label.setWordWrap(True)
        self.copied_label.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 6)
        box.setSpacing(4)
        box.addLayout(horizontal_box(self.button, 1))
        box.addWidget(self.copied_label)
        self.button.clicked.connect(self._open)
        server_field.edit.textChanged.connect(self._on_server)

    def apply_appearance(self) -> None:
        self.button.setText(tr("Open settings page") if self._is_page_known() else tr("Open instructions"))
        self.button.setAccessibleDescription(tr("In the browser"))
        set_button_icon(self.button, self._theme, "external-link", "text")

    def _on_server(self) -> None:
        self.copied_label.hide()
        self.apply_appearance()

    def _is_page_known(self) -> bool:
        try:
            return parse_server_address(self._server_field.text()).settings_page is not None
        except InvalidInput:
            return True

    def _open(self) -> None:
        server = self._server_field.address()
        if server is None:
            return
        url = server.settings_page or INSTRUCTIONS
        if has_browser() and QDesktopServices.openUrl(QUrl(url)):
            return
        QGuiApplication.clipboard().setText(url)
        self.copied_label.setText(tr("No browser was found here. The address was copied: {url}", url=url))
        self.copied_label.show()
        announce(self, self.copied_label.text())
