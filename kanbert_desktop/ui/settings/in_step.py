"""Keeps controls and settings in step: either one may change."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import SignalInstance

from kanbert_desktop.app.settings import Setting, Settings

T = TypeVar("T", str, int, bool)
C_contra = TypeVar("C_contra", str, int, bool, contravariant=True)


class Shows(Protocol[C_contra]):
    """A control; `chosen` carries what the person chose, never what it was told to show."""

    @property
    def chosen(self) -> SignalInstance: ...

    def show_value(self, value: C_contra, /) -> None: ...


class InStep:
    """Of one page; `end` when that goes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ends: list[Callable[[], None]] = []

    def bind(self, setting: Setting[T], control: Shows[T]) -> None:
        control.show_value(self._settings.get(setting))
        control.chosen.connect(lambda value: self._settings.put(setting, value))
        self.watch(setting, control.show_value)

    def watch(self, setting: Setting[T], show: Callable[[T], None]) -> None:
        """`show` is called with each new value."""

        def changed(name: str) -> None:
            if name == setting.name:
                show(self._settings.get(setting))

        self._ends.append(self._settings.watch(changed))

    def get(self, setting: Setting[T]) -> T:
        return self._settings.get(setting)

    def end(self) -> None:
        for end in self._ends:
            end()
