"""The update source: none unless everything is configured and safe."""

import base64
from pathlib import Path

import pytest

from kanbert_desktop.app.updates import UpdateSource, read_source

KEY = base64.b64encode(bytes(32)).decode()


def source(tmp_path: Path, address: str, key: str) -> UpdateSource | None:
    path = tmp_path / "update.toml"
    path.write_text(f'address = "{address}"\npublic_key = "{key}"\n', "utf-8")
    return read_source(path)


def test_a_checkout_has_no_source() -> None:
    assert read_source() is None


def test_a_release_has_both(tmp_path: Path) -> None:
    assert source(tmp_path, "https://kanbert.test/u.json", KEY) == UpdateSource(
        "https://kanbert.test/u.json", bytes(32)
    )


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", KEY),
        ("https://kanbert.test/u.json", ""),
        ("http://kanbert.test/u.json", KEY),
        ("file:///u.json", KEY),
        ("https://user@kanbert.test/u.json", KEY),
        ("https:///u.json", KEY),
        ("https://[", KEY),
        ("https://kanbert.test/u.json", "short"),
        ("https://kanbert.test/u.json", KEY[:-4]),
    ],
)
def test_anything_less_is_nowhere(tmp_path: Path, address: str, key: str) -> None:
    assert source(tmp_path, address, key) is None


@pytest.mark.parametrize("text", ["", "address", "[address]", "address = 1"])
def test_a_damaged_file_is_nowhere(tmp_path: Path, text: str) -> None:
    path = tmp_path / "update.toml"
    path.write_text(text, "utf-8")
    assert read_source(path) is None
    assert read_source(tmp_path / "missing") is None
