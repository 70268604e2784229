"""The licences of all dependencies, bundled or installed."""

import json
from pathlib import Path

import pytest

from kanbert_desktop.app import licences as module
from kanbert_desktop.app.licences import Licence, installed_licences, licences


def test_a_bundles_own_file_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "licences.json"
    reported = {"name": "Qt", "version": "6", "licence": "LGPL-3.0", "text": "…"}
    path.write_text(json.dumps([reported]), "utf-8")
    assert licences(path) == (Licence("Qt", "6", "LGPL-3.0", "…"),)


@pytest.mark.parametrize("text", ["", "{", "{}x", '[{"name": 1}]', "[1]"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "licences.json"
    path.write_text(text, "utf-8")
    assert licences(path) == installed_licences()


def test_without_a_file_it_is_what_the_program_needs_and_what_that_needs() -> None:
    ours, *others = installed_licences()
    assert (ours.name, ours.licence) == ("Kanbert Desktop", "MIT")
    assert "Permission is hereby granted" in ours.text
    names = [one.name.lower() for one in others]
    assert {"httpx", "keyring", "qasync", "h11", "jeepney"} <= set(names)
    assert any(name.startswith("pyside6") for name in names)
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(set(names))


def test_what_only_tests_and_checks_need_is_not_among_them() -> None:
    assert {"pytest", "mypy", "starlette", "playwright"}.isdisjoint(
        one.name.lower() for one in installed_licences()
    )


def test_each_says_something() -> None:
    assert [one.name for one in installed_licences() if not one.text.strip() or not one.version] == []


def test_a_wheel_reads_the_metadata_written_by_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reported = tmp_path / "kanbert_desktop-0.1.0.dist-info"
    (reported / "licenses").mkdir(parents=True)
    (reported / "licenses" / "LICENSE").write_text("the text of ours", "utf-8")
    requires = (
        "httpx[cli]>=0.28",
        "pytest>=8; extra == 'test'",
        "not-installed-anywhere>=1; sys_platform == 'win32'",
    )
    head = ["Metadata-Version: 2.4", "Name: kanbert-desktop", "Version: 0.1.0", "License-Expression: MIT"]
    (reported / "METADATA").write_text(
        "\n".join([*head, *(f"Requires-Dist: {one}" for one in requires), ""]), "utf-8"
    )
    files = ("METADATA", "RECORD", "licenses/LICENSE")
    (reported / "RECORD").write_text("".join(f"{reported.name}/{name},,\n" for name in files), "utf-8")
    (tmp_path / "package" / "_resources").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(module, "folder", lambda: tmp_path / "package" / "_resources")
    ours, *others = installed_licences()
    assert ours.text == "the text of ours"
    names = {one.name for one in others}
    assert {"httpx", "click", "httpcore"} <= names
    assert "pytest" not in names
