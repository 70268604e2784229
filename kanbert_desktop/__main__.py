"""`python -m kanbert_desktop`."""

import sys

from kanbert_desktop.main import run

if __name__ == "__main__":
    sys.exit(run())
