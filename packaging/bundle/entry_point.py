"""The frozen program begins here."""

import sys

from kanbert_desktop.main import run

sys.exit(run())
