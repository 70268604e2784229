"""Entry point of the frozen program."""

import sys

from kanbert_desktop.main import run

sys.exit(run())
