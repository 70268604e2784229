"""Inspection of a finished bundle."""

from pathlib import Path

import pytest

from bundle import inspection, strip_build_info
from bundle.build_report import Report


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without problems; the archive of modules, which only PyInstaller can open, is not inspected."""
    monkeypatch.setattr(inspection, "_modules_with_build_paths", lambda _folder: [])
    monkeypatch.setattr(inspection, "SOURCE", tmp_path / "source")
    made = tmp_path / "program"
    made.mkdir()
    (made / "words.txt").write_text("Nothing of note.")
    return made


def report(*modules: str) -> Report:
    return Report(bytes_before=2, bytes_after=1, origins={}, modules=list(modules))


def test_a_clean_folder_passes(folder: Path) -> None:
    assert inspection.find_problems(folder, report("kanbert_desktop.main")) == []


def test_a_path_of_this_machine_is_found(folder: Path) -> None:
    (folder / "RECORD").write_bytes(b"\0" + inspection.build_machine_paths()[0] + b"/compiled\0")
    assert inspection.find_problems(folder, report()) == [
        f"{folder / 'RECORD'}: a path of the building machine"
    ]


def test_a_secret_is_found(folder: Path) -> None:
    # Assembled here, so that this file contains no secret.
    (folder / "key.pem").write_text("-----BEGIN " + "PRIVATE KEY-----\n" + "A" * 64)
    assert inspection.find_problems(folder, report()) == [f"{folder / 'key.pem'}: looks like a secret"]


def test_test_code_is_found_as_file_and_as_module(folder: Path) -> None:
    (folder / "tests").mkdir()
    (folder / "tests" / "board.py").touch()
    assert inspection.find_problems(folder, report("qasync.tests")) == [
        "qasync.tests: test code",
        f"{folder / 'tests' / 'board.py'}: test code",
    ]


def test_a_missing_library_is_named() -> None:
    lines = ["\tlibc.so.6 => /lib/libc.so.6 (0x01)", "\tlibmissing.so.3 => not found", "\tstatically linked"]
    assert list(inspection.not_found_in(lines)) == ["libmissing.so.3"]


def test_the_builders_folder_becomes_a_plain_one_of_the_same_length() -> None:
    before = b"\0" + b"/srv/builder/pythons/3.11.7/lib\0after"
    after = strip_build_info.without_build_paths(before, Path("/srv/builder/pythons/3.11.7"))
    assert b"builder" not in after
    assert len(after) == len(before)
    assert after.endswith(b"/3.11.7/lib\0after")


def test_two_builds_are_compared_by_content_mode_and_link(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same").write_text("same")
        (tmp_path / name / "content").write_text(name)
        (tmp_path / name / "mode").touch(0o755 if name == "one" else 0o644)
        (tmp_path / name / "link").symlink_to("same" if name == "one" else "mode")
    (tmp_path / "one" / "more").touch()
    found = inspection.differences(
        inspection.fingerprints(tmp_path / "one"), inspection.fingerprints(tmp_path / "other")
    )
    assert found == ["content", "link", "mode", "more"]
