"""Texts and tree of the Debian package."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bundle import inspection
from bundle.build_report import Report
from bundle.licences import Licence
from debian import control, dependencies, layout, validate
from debian.copyright import copyright_of

SHLIBDEPS = """dpkg-shlibdeps: warning: something nobody needs to know
shlibs:Depends=libc6 (>= 2.41), libxcb1 (>= 1.17.0), libdbus-1-3
"""


def test_linked_libraries_become_relations() -> None:
    assert dependencies.relations(SHLIBDEPS) == ["libc6 (>= 2.41)", "libdbus-1-3", "libxcb1 (>= 1.17.0)"]


def test_only_the_distributions_libraries_are_removed(tmp_path: Path) -> None:
    result = Report(1, 1, {"libz.so.1": "/lib/libz.so.1", "libQt6Core.so.6": "/venv/lib/libQt6Core.so.6"}, [])
    for name in ("libz.so.1", "libQt6Core.so.6"):
        (tmp_path / name).touch()
    (tmp_path / "libz.so").symlink_to("libz.so.1")
    layout.remove_paths(tmp_path, dependencies.dependencies(result))
    assert [path.name for path in tmp_path.iterdir()] == ["libQt6Core.so.6"]


def test_python_stays_in_the_package_also_if_it_is_the_distributions() -> None:
    origins = {
        "libpython3.13.so.1.0": "/usr/lib/x86_64-linux-gnu/libpython3.13.so.1.0",
        "python3.13/lib-dynload/_ssl.so": "/usr/lib/python3.13/lib-dynload/_ssl.so",
        "libssl.so.3": "/usr/lib/x86_64-linux-gnu/libssl.so.3",
    }
    assert dependencies.dependencies(Report(1, 1, origins, [])) == {"libssl.so.3"}


def test_bundled_libraries_are_found_before_those_of_this_machine(
    tmp_path: Path, stand_in: Callable[[str, str], None]
) -> None:
    """dpkg-shlibdeps looks beside a library only below a folder with DEBIAN in it."""
    program = tmp_path / "frozen" / "_internal" / "libQt6Gui.so.6"
    program.parent.mkdir(parents=True)
    program.write_bytes(inspection.ELF)
    stand_in("env", 'cd "$2"; shift 2; exec "$@"')
    stand_in(
        "dpkg-shlibdeps",
        "for given; do case $given in -e*) found=${given#-e};; esac; done\n"
        '[ -d "${found%/program/*}/DEBIAN" ] && [ -f "$found" ] && echo "shlibs:Depends=libc6, libgl1"',
    )
    assert dependencies.linked_libraries(tmp_path / "frozen") == ["libc6", "libgl1"]


def test_zsh_finds_the_completion_where_debian_has_it(tmp_path: Path) -> None:
    (tmp_path / "site-functions").mkdir()
    (tmp_path / "site-functions" / "_kanbert-desktop").touch()
    layout.move_zsh_completion(tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("_*")] == [
        "vendor-completions/_kanbert-desktop"
    ]


@pytest.mark.parametrize(
    ("ours", "debians"), [("1.2.0", "1.2.0"), ("1.2.0rc1", "1.2.0~rc1"), ("1.2.0.dev3", "1.2.0~dev3")]
)
def test_a_pre_release_sorts_before_the_release(ours: str, debians: str) -> None:
    assert control.version(ours) == debians


def test_the_control_file_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEBEMAIL", raising=False)
    text = control.control("1.2.0", "amd64", 42, ["libc6", "xdg-utils"], ["gnome-keyring | keepassxc"])
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Depends"] == "libc6, xdg-utils"
    assert fields["Recommends"] == "gnome-keyring | keepassxc"
    assert fields["Maintainer"] == control.DEFAULT_MAINTAINER
    assert text.endswith("\n")


def test_the_builder_can_name_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBFULLNAME", "Mira Kessler")
    monkeypatch.setenv("DEBEMAIL", "mira@example.org")
    assert "-- Mira Kessler <mira@example.org>  Thu, 01 Jan 2026" in control.changelog("1.0", 1767225600)


def test_checksums_cover_files_only(tmp_path: Path) -> None:
    (tmp_path / "DEBIAN").mkdir()
    (tmp_path / "DEBIAN" / "control").touch()
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / "program").write_bytes(b"content")
    (tmp_path / "usr" / "link").symlink_to("program")
    digest = hashlib.md5(b"content", usedforsecurity=False).hexdigest()
    assert control.checksums(tmp_path) == f"{digest}  usr/program\n"


def test_a_licence_that_debian_keeps_is_named_and_the_rest_stays() -> None:
    text = (
        "With an exception.\n\nGNU GENERAL PUBLIC LICENSE\n   Version 2, June 1991\n\nmany words\n"
        "END OF TERMS AND CONDITIONS\n\n  How to Apply These Terms to Your New Programs\n\nmore words\n"
    )
    result = copyright_of(
        [Licence("bundler", "6.0", "GPL-2", text), Licence("small", "", "", "Do what you like.")]
    )
    assert (
        "bundler 6.0 (GPL-2)\n\nWith an exception.\n\nThe text is in /usr/share/common-licenses/GPL-2."
        in result
    )
    assert "many words" not in result
    assert "more words" not in result
    assert "small\n\nDo what you like." in result


def test_a_text_that_two_parts_share_is_written_once() -> None:
    result = copyright_of([Licence("one", "1", "MIT", "Do this."), Licence("two", "2", "MIT", "Do this.")])
    assert result.count("Do this.") == 1
    assert "two 2 (MIT)\n\nThe text is that of one." in result


def test_errors_and_warnings_of_lintian_fail_the_build() -> None:
    result = [
        "E: kanbert-desktop: bad",
        "W: kanbert-desktop: doubtful",
        "I: kanbert-desktop: note",
        "N: 3 hints",
    ]
    assert validate.fatal(result) == result[:2]
