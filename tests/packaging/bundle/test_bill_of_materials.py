"""The list of what a package contains."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion

from bundle.bill_of_materials import bill_of_materials
from bundle.licences import DEBIAN_LICENCES, Licence

PARTS = [
    Licence("Kanbert Desktop", "", "MIT", "text"),
    Licence("PySide6_Essentials", "6.11.3", "LGPL-3.0-only OR GPL-3.0-only", "text"),
    Licence("httpx", "0.28.1", "BSD License", "text"),
    Licence("libxcb1", "1.17.0-2+b1", DEBIAN_LICENCES, "text"),
    Licence("Python", "3.13.5", "PSF-2.0", "text"),
    Licence("ICU", "73.2", "Unicode-DFS-2016", "text"),
]
RUST = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "version": 1,
    "components": [
        {
            "type": "library",
            "name": "cfg-if",
            "version": "1.0.5",
            "purl": "pkg:cargo/cfg-if@1.0.5",
            "licenses": [{"expression": "MIT OR Apache-2.0"}],
        }
    ],
}
MADE_AT = datetime(2026, 11, 30, tzinfo=UTC)


def bill() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(bill_of_materials(PARTS, "1.4.0", MADE_AT))
    return read


def test_it_names_the_program_and_the_moment_of_its_commit() -> None:
    metadata = bill()["metadata"]
    assert metadata["component"]["purl"] == "pkg:generic/kanbert-desktop@1.4.0"
    assert metadata["component"]["type"] == "application"
    assert datetime.fromisoformat(metadata["timestamp"]) == MADE_AT


def test_each_part_has_an_address_by_its_kind() -> None:
    addresses = {one["name"]: one["purl"] for one in bill()["components"]}
    assert addresses == {
        "pyside6-essentials": "pkg:pypi/pyside6-essentials@6.11.3",
        "httpx": "pkg:pypi/httpx@0.28.1",
        "libxcb1": "pkg:deb/debian/libxcb1@1.17.0-2%2Bb1",
        "python": "pkg:generic/python@3.13.5",
        "icu": "pkg:generic/icu@73.2",
    }


def test_a_licence_is_an_expression_where_it_is_one_and_else_a_name() -> None:
    found = {one["name"]: one.get("licenses") for one in bill()["components"]}
    assert found["pyside6-essentials"] == [{"expression": "LGPL-3.0-only OR GPL-3.0-only"}]
    assert found["python"] == [{"license": {"id": "PSF-2.0"}}]
    assert found["httpx"] == [{"license": {"name": "BSD License"}}]
    assert found["libxcb1"] is None


def test_libraries_compiled_into_a_wheel_are_listed_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for wheel in ("fast-html", "fast-keys"):
        folder = tmp_path / f"{wheel.replace('-', '_')}-2.0.dist-info"
        (folder / "sboms").mkdir(parents=True)
        (folder / "METADATA").write_text(f"Name: {wheel}\nVersion: 2.0\n")
        (folder / "RECORD").write_text(f"{folder.name}/sboms/rust.json,,\n")
        (folder / "sboms" / "rust.json").write_text(json.dumps(RUST))
    parts = [*PARTS, Licence("fast-html", "2.0", "MIT", "text"), Licence("fast-keys", "2.0", "MIT", "text")]
    made = json.loads(bill_of_materials(parts, "1.4.0", MADE_AT))
    inner = {one["name"]: one["components"] for one in made["components"] if one.get("components")}
    assert {name: [one["purl"] for one in found] for name, found in inner.items()} == {
        "fast-html": ["pkg:cargo/cfg-if@1.0.5"],
        "fast-keys": ["pkg:cargo/cfg-if@1.0.5"],
    }
    references = [one["bom-ref"] for found in inner.values() for one in found]
    assert len(set(references)) == 2


def test_the_same_parts_give_the_same_bytes_and_others_another_number() -> None:
    text = bill_of_materials(PARTS, "1.4.0", MADE_AT)
    assert bill_of_materials(PARTS, "1.4.0", MADE_AT) == text
    fewer = json.loads(bill_of_materials(PARTS[:-1], "1.4.0", MADE_AT))
    assert fewer["serialNumber"] != json.loads(text)["serialNumber"]


def test_a_foreign_reader_reads_it() -> None:
    found = Bom.from_json(bill())  # type: ignore[attr-defined]  added by a decorator
    assert bill()["specVersion"] == SchemaVersion.V1_6.to_version()
    assert found.validate()
    assert {str(one.purl) for one in found.components} == {one["purl"] for one in bill()["components"]}
