"""Lists what a package contains: a software bill of materials in the form of CycloneDX 1.6.

Runs in the bundle's own environment, which has the library for it. The components are the packages, libraries and
pictures whose licences the bundle carries, each with its package URL.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from bundle import freeze, licences
from bundle.licences import DEBIAN_LICENCES, Licence

_NAME = "kanbert-desktop"
_NEITHER_PYPI_NOR_DEBIAN = {"Python": "python", "Lucide icons": "lucide", "ICU": "icu"}


def bill_of_materials(parts: Sequence[Licence], version: str, made_at: datetime) -> str:
    """Returns JSON, the same for the same parts; the first one is the program. `made_at` is in UTC."""
    own, *others = parts
    program = _component(own._replace(name=_NAME, version=version), ComponentType.APPLICATION)
    components = [_component(one, ComponentType.LIBRARY) for one in others]
    for component in components:
        component.components = list(compiled_in(component))
    bill = Bom(components=components)
    bill.metadata.component = program
    bill.metadata.timestamp = made_at
    bill.register_dependency(program, components)
    addresses = [str(one.bom_ref) for one in (program, *components)]
    bill.serial_number = uuid5(NAMESPACE_URL, "\n".join(addresses))
    return JsonV1Dot6(bill).output_as_string(indent=1) + "\n"


def _component(part: Licence, kind: ComponentType) -> Component:
    address = _address(part)
    named = part.licence if part.licence != DEBIAN_LICENCES else ""
    return Component(
        name=address.name,
        version=part.version or None,
        type=kind,
        purl=address,
        bom_ref=address.to_string(),
        licenses=[LicenseFactory().make_from_string(named)] if named else [],
    )


def compiled_in(wheel: Component) -> Iterator[Component]:
    """What the wheel's own bills list: libraries that are compiled into its modules."""
    try:
        files = Distribution.from_name(wheel.name).files or []
    except PackageNotFoundError:
        return
    for file in sorted(str(one.locate()) for one in files if one.parent.name == "sboms"):
        bill = Bom.from_json(json.loads(Path(file).read_text("utf-8")))  # type: ignore[attr-defined]  # added by a decorator
        for one in bill.components:
            yield Component(
                name=one.name,
                version=one.version,
                type=one.type,
                purl=one.purl,
                # The same library may be in several wheels.
                bom_ref=f"{wheel.bom_ref}#{one.purl or one.name}",
                licenses=one.licenses,
            )


def _address(part: Licence) -> PackageURL:
    if part.licence == DEBIAN_LICENCES:
        return PackageURL("deb", "debian", part.name, part.version)
    if part.name in _NEITHER_PYPI_NOR_DEBIAN:
        return PackageURL("generic", None, _NEITHER_PYPI_NOR_DEBIAN[part.name], part.version)
    kind = "generic" if part.name == _NAME else "pypi"
    return PackageURL(kind, None, part.name.lower().replace("_", "-"), part.version)


def main(arguments: Sequence[str]) -> int:
    folder, target, *options = arguments
    parts = licences.read(Path(folder))
    if options:
        parts = [one for one in parts if not licences.is_left_to_debian(one)]
    made_at = datetime.fromtimestamp(int(freeze.epoch()), UTC)
    Path(target).write_text(bill_of_materials(parts, freeze.version(), made_at), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
