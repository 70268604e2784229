"""Collects the licences of everything bundled into one file of the bundle: `resources/licences.json`."""

import ctypes
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

from bundle import build_report, environment, used_icons
from bundle.paths import LICENCE_TEXTS, PYTHON
from devtools.paths import PACKAGING, ROOT
from devtools.steps import StepError, run_command

FILE = Path("_internal", "resources", "licences.json")
_TEXT = re.compile(r"^(licen[sc]e|copying|notice|copyright)", re.IGNORECASE)
_COPYRIGHTS = Path("/usr/share/doc")
# Qt's packages name their licence without its text; Qt is used under the LGPL.
_QT = ("pyside6_essentials", "shiboken6")
_QT_TEXTS = ("LGPL-3", "GPL-3")
_ICU = re.compile(r"(?:^|/)libicuuc\.so\.(\d+)$")
# Its bootloader is a part of every frozen program; its licence allows that.
_BUNDLER = "pyinstaller"
_PYTHON = "libpython"
"""Begins the names of the packages that are Debian's Python."""
DEBIAN_LICENCES = "as Debian tells it"
"""For a library from a Debian package."""


class Licence(NamedTuple):
    """`licence` is its short name as the package states it, possibly ""."""

    name: str
    version: str
    licence: str
    text: str


def is_left_to_debian(part: Licence) -> bool:
    """Whether a Debian package depends on it. Python is always a part of the program."""
    return part.licence == DEBIAN_LICENCES and not part.name.startswith(_PYTHON)


def write(folder: Path) -> None:
    """Runs in the bundle's own environment, which has the packages."""
    result = run_command(
        [PYTHON, "-m", "bundle.licences", folder],
        "collect the licences",
        environment.plain_environment(PYTHONPATH=str(PACKAGING)),
    )
    print(result.stdout.strip())


def read(folder: Path) -> list[Licence]:
    return [Licence(**one) for one in json.loads((folder / FILE).read_text("utf-8"))]


def collect_licences(result: build_report.Report) -> list[Licence]:
    """Ours first, then the others by name. Raises `StepError` for a package without a licence."""
    own = Licence("Kanbert Desktop", "", "MIT", (ROOT / "LICENSE").read_text("utf-8"))
    system = list(_system_libraries(result))
    python = [] if any(one.name.startswith(_PYTHON) for one in system) else [_python()]
    others = [*_packages(result), _icons(), *_icu(result), *python, *system]
    if lacking := [one.name for one in others if not one.text.strip()]:
        raise StepError(f"No licence was found of {', '.join(lacking)}.")
    return [own, *sorted(others, key=lambda one: (one.name.lower(), one.version))]


def _packages(result: build_report.Report) -> Iterator[Licence]:
    for found in distributions(path=[str(environment.site_packages())]):
        if is_bundled(found, result):
            yield of_distribution(found)


def is_bundled(found: Distribution, result: build_report.Report) -> bool:
    """Whether a file of it is in the folder, or a module in its archive."""
    if found.name == _BUNDLER:
        return True
    files = {str(found.locate_file(path)) for path in found.files or ()}
    modules = {_module(str(path)) for path in found.files or () if str(path).endswith(".py")}
    sources = {source for location, source in result.origins.items() if ".dist-info/" not in location}
    return not (files.isdisjoint(sources) and modules.isdisjoint(result.modules))


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def of_distribution(found: Distribution) -> Licence:
    result = _package_metadata(found, "License-Expression") or _package_metadata(found, "License")
    short = result.splitlines()[0][:60] if result else _classified(found)
    texts = [
        Path(str(found.locate_file(path))).read_text("utf-8", "replace")
        for path in sorted(found.files or (), key=str)
        if ".dist-info" in str(path) and _TEXT.match(path.name)
    ]
    if found.name.lower().replace("-", "_") in _QT:
        texts += [_kept_text(name) for name in _QT_TEXTS]
    return Licence(found.name, found.version, short, "\n\n".join(texts) or _stated(found, short))


def _package_metadata(found: Distribution, name: str) -> str:
    return next(iter(found.metadata.get_all(name) or []), "")


def _classified(found: Distribution) -> str:
    classifiers = found.metadata.get_all("Classifier") or []
    return next((one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")), "")


def _stated(found: Distribution, short: str) -> str:
    """Some packages only state their licence without its text; then so does this file."""
    author = _package_metadata(found, "Author") or _package_metadata(found, "Author-email")
    return f"{short}. The package carries no text of it. Author: {author}" if short else ""


def _kept_text(name: str) -> str:
    """The text of a licence that packages using it do not contain."""
    return (LICENCE_TEXTS / f"{name}.txt").read_text("utf-8")


def _icons() -> Licence:
    """Only the icons of the package are bundled, which states its own licence."""
    version = used_icons.version(environment.site_packages() / used_icons.DATABASE)
    return Licence("Lucide icons", version, "ISC", _kept_text("lucide-icons"))


def _icu(result: build_report.Report) -> Iterator[Licence]:
    """The libraries for Unicode that Qt's package contains without naming them."""
    for location, source in sorted(result.origins.items()):
        if found := _ICU.search(location):
            yield Licence("ICU", icu_version(source, found[1]), "Unicode-DFS-2016", _kept_text("ICU"))
            return


def icu_version(library: str, major: str) -> str:
    """As the library says itself; the names of its functions end with its first number."""
    numbers = (ctypes.c_uint8 * 4)()
    ctypes.CDLL(library)[f"u_getVersion_{major}"](numbers)
    return ".".join(map(str, numbers[:2]))


def _python() -> Licence:
    version = ".".join(map(str, sys.version_info[:3]))
    library = Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    debian = _COPYRIGHTS / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "copyright"
    paths = (library / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt", debian)
    text = next((path.read_text("utf-8", "replace") for path in paths if path.is_file()), "")
    return Licence("Python", version, "PSF-2.0", text)


def _system_libraries(result: build_report.Report) -> Iterator[Licence]:
    """The distribution's packages whose libraries are bundled."""
    if not Path("/usr/bin/dpkg-query").exists():
        return
    sources = [
        source for location, source in result.origins.items() if source.startswith(("/lib/", "/usr/lib/"))
    ]
    for package, version in sorted(owning_packages(sources).items()):
        path = _COPYRIGHTS / package / "copyright"
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        yield Licence(package, version, DEBIAN_LICENCES, text)


def owning_packages(sources: Iterable[str]) -> dict[str, str]:
    """Package and version of each file that dpkg knows."""
    real = sorted({str(Path(source).resolve()) for source in sources} | set(sources))
    asked = subprocess.run(["dpkg", "-S", *real], capture_output=True, text=True, check=False)
    names = sorted(
        {line.partition(":")[0] for line in asked.stdout.splitlines() if not line.startswith("diversion")}
    )
    if not names:
        return {}
    versions = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *names],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split() for line in versions.stdout.splitlines())


def main(arguments: Sequence[str]) -> int:
    found = collect_licences(build_report.read())
    target = Path(arguments[0]) / FILE
    target.write_text(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(found)} licences collected.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
