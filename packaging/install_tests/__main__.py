"""`python -m install_tests KIND FILE`: tests one package in a mount namespace of its own."""

import sys
from collections.abc import Sequence
from pathlib import Path

from devtools.steps import StepError
from install_tests import archive, debian_package, wheel

CHECKS = {
    "deb": debian_package.check_debian_package,
    "tarball": archive.check_archive,
    "wheel": wheel.check_wheel,
}


def main(arguments: Sequence[str]) -> int:
    kind, file = arguments
    try:
        CHECKS[kind](Path(file))
    except StepError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{file}: proved.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
