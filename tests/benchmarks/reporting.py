"""Output of a measured program: one JSON document a line."""

import json
import sys


def write_report(document: object) -> None:
    sys.stdout.write(f"{json.dumps(document)}\n")
    sys.stdout.flush()


def read_words(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
