"""Links and folders that Qt is asked to open take the program's own way out."""

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from kanbert_desktop.app.system.processes import has_own_opener, open_outside

SCHEMES = ("http", "https", "mailto", "file")


class OutsideLinks(QObject):
    """As long as it lives; where Qt's own way is as good, it leaves that."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if has_own_opener():
            for scheme in SCHEMES:
                QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[arg-type]  # PySide wants a name
            # From PySide6 6.12.0 on Qt goes on calling a handler that is gone, and the program ends with it.
            self.destroyed.connect(_leave_to_qt)

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        open_outside(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def _leave_to_qt() -> None:
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)
