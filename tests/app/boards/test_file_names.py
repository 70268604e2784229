"""File names made from titles: valid on every system, never a device, an option or a path."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.boards.export import safe_file_name, write_file
from support.hostile_text import SURROGATES, TEXTS


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Website-Relaunch", "Website-Relaunch.csv"),
        ("", "kanbert.csv"),
        ("../../etc/passwd", "etc passwd.csv"),
        (".hidden", "hidden.csv"),
        ("-rf", "rf.csv"),
        ("--output=x", "output=x.csv"),
        ("~root", "root.csv"),
        ("a\nb\x1b[31m\u202egpj.exe", "a b [31m gpj.exe.csv"),
        ("dots. .", "dots.csv"),
        ("CON", "kanbert CON.csv"),
        ("nul.txt", "kanbert nul.txt.csv"),
        ("Com1 ", "kanbert Com1.csv"),
        ("lpt²", "kanbert lpt².csv"),
        ("Console", "Console.csv"),
        ("Über 日本 😀", "Über 日本 😀.csv"),
    ],
)
def test_a_title_as_a_name(title: str, name: str) -> None:
    assert safe_file_name(title, "csv") == name


@given(st.text(st.characters(codec=None, categories=None)) | st.sampled_from([*TEXTS, *SURROGATES]))
def test_whatever_the_title_holds(title: str) -> None:
    name = safe_file_name(title, "csv")
    assert name.endswith(".csv")
    assert len(os.fsencode(name)) <= 255
    assert len(name.encode("utf-16-le")) <= 2 * 255
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(sign)[0] != "C" for sign in name)
    assert name[0] not in ".-~ "
    assert Path(name).name == name


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    name = safe_file_name("😀" * 300, "json")
    assert write_file(tmp_path / name, "x").read_text("utf-8") == "x"
