"""`python -m install_tests KIND FILE [OTHER]`: tests one package in a mount namespace of its own.

`OTHER` is the next version, which the Debian package and the archive are upgraded to; for `figures` it is the archive.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devtools.steps import StepError
from install_tests import archive, debian_package, figures, wheel

CHECKS: Mapping[str, Callable[..., None]] = {
    "deb": debian_package.check_debian_package,
    "tarball": archive.check_archive,
    "wheel": wheel.check_wheel,
    "figures": figures.measure,
}


def main(arguments: Sequence[str]) -> int:
    kind, file, *others = arguments
    try:
        CHECKS[kind](Path(file), *map(Path, others))
    except StepError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{file}: {'measured' if kind == 'figures' else 'proved'}.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
