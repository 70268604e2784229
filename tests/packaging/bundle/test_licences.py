"""Whose licences a package carries."""

import pytest

from bundle import licences
from bundle.build_report import Report
from bundle.licences import DEBIAN_LICENCES, Licence


def part(name: str, licence: str = DEBIAN_LICENCES) -> Licence:
    return Licence(name, "1.0", licence, "text")


def test_a_debian_package_contains_python_and_no_other_library_of_debian() -> None:
    assert licences.is_left_to_debian(part("libssl3t64"))
    assert not licences.is_left_to_debian(part("libpython3.13-stdlib"))
    assert not licences.is_left_to_debian(part("httpx", "BSD-3-Clause"))


def test_the_libraries_for_unicode_are_named_though_qts_package_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(licences, "icu_version", lambda library, major: f"{major} of {library}")
    origins = {f"PySide6/Qt/lib/{name}": f"/venv/{name}" for name in ("libicudata.so.73", "libicuuc.so.73")}
    (found,) = licences._icu(Report(1, 1, origins, []))
    assert found[:3] == ("ICU", "73 of /venv/libicuuc.so.73", "Unicode-DFS-2016")
    assert "Unicode, Inc." in found.text
    assert list(licences._icu(Report(1, 1, {"libQt6Core.so.6": "/venv/libQt6Core.so.6"}, []))) == []
