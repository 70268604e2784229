"""Names use the field's standard terms: words that were replaced in the vocabulary must not return."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPLACED = {
    "wishing": "requested", "unclear": "outcome unknown", "unclears": "unknown outcomes", "settling": "fade in",
    "sanity": "consistency", "unsaid": "undone", "thoughts": "undo", "visitor": "connection", "traces": "tracebacks",
    "waking": "wake monitor", "anew": "again", "jumping": "quick open", "standings": "view states",
    "dress": "apply appearance", "dressed": "appearance", "faces": "view models", "crowd": "bulk data",
    "plant": "seed", "demands": "policy checks", "callers": "authentication", "eyes": "targets", "rooms": "packages",
    "polishing": "strip build information", "freezing": "freeze", "stranger": "other", "telling": "notify",
    "gesture": "action, undo group", "gestures": "actions", "knocked": "probed",
    "wish": "change", "wishes": "changes", "wished": "new, requested", "deed": "action", "deeds": "actions",
    "ledger": "replica", "desk": "service", "shelf": "cache", "shelves": "cache", "keeper": "batch writer",
    "grave": "tombstone", "graves": "tombstones", "stray": "orphan", "strays": "orphans", "setback": "back-off",
    "farewell": "closing delay", "refusal": "rejection", "refusals": "rejections", "arriving": "sign-in",
    "entrance": "sign-in", "journey": "controller, scenario", "journeys": "e2e", "vault": "keyring",
    "renewal": "refresh", "renewals": "refreshes", "knock": "probe", "hush": "silence",
    "sieve": "filter", "strand": "column flow", "house": "app context", "nursery": "fork server",
    "ward": "environment", "seat": "session, client", "seats": "sessions, clients", "sitting": "session",
    "sittings": "sessions", "mishap": "fault", "mishaps": "faults", "ears": "error capture",
    "played": "fake", "pretend": "fake", "told": "record, notified", "surroundings": "desktop integration",
    "overheard": "captured", "doorkeeper": "event filter",
    "patience": "timeout", "patient": "long timeout", "impatient": "short timeout",
}  # fmt: skip
"""The replaced word and what stands for it now. Words with an ordinary meaning in Qt or Python are not listed."""
STORED = {"wished", "gesture"}
"""Keys of stored JSON and columns of the history."""
ALLOWED = {
    # Words of the domain of the sample data, or of a library.
    "desktop", "helpdesk",
}  # fmt: skip


def sources() -> list[str]:
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def words(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def names_defined(tree: ast.AST) -> Iterator[str]:
    """Classes, functions, parameters, variables and attributes that the module itself defines."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def replaced_words(name: str) -> list[str]:
    return sorted(word for word in words(name) & REPLACED.keys() if name not in STORED | ALLOWED)


def test_no_module_has_a_replaced_name() -> None:
    found = [(name, replaced_words(part)) for name in sources() for part in Path(name).with_suffix("").parts]
    assert not [f"{name}: {', '.join(hits)}" for name, hits in found if hits]


def test_no_identifier_has_a_replaced_name() -> None:
    found = {
        f"{path}: {name} (now: {'; '.join(REPLACED[word] for word in hits)})"
        for path in sources()
        for name in names_defined(ast.parse((ROOT / path).read_text("utf-8")))
        if (hits := replaced_words(name))
    }
    assert not found, "\n".join(sorted(found))


def test_a_replaced_word_is_found_inside_a_name() -> None:
    assert replaced_words("WatchedLedger") == ["ledger"]
    assert replaced_words("old_ledger_path") == ["ledger"]
    assert replaced_words("desktop_session") == []
