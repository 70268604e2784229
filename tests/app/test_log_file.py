"""The log file: bounded, private, and without the user's text."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop import __version__
from kanbert_desktop.app import log_file
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.log_file import BACKUP_COUNT, LOG_FILE_NAME, start_logging
from kanbert_desktop.net.redaction import install_redaction
from support.hostile_text import BIDI, EVERYTHING, SURROGATES, TERMINAL, raw_controls

log = logging.getLogger("kanbert_desktop.test")
WORDS = "Geheimsache"


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """Restores the state before."""
    logger = logging.getLogger()
    handlers, level = list(logger.handlers), logger.level
    yield logger
    for handler in [one for one in logger.handlers if one not in handlers]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


@pytest.fixture
def folder(tmp_path: Path, root: logging.Logger) -> Path:
    (tmp_path / "logs").mkdir()
    start_logging(Environment(tmp_path), install_redaction)
    return tmp_path / "logs"


def written(folder: Path) -> str:
    return (folder / LOG_FILE_NAME).read_text("utf-8")


def test_it_begins_with_the_versions(folder: Path) -> None:
    assert f"Kanbert Desktop {__version__} on Python" in written(folder)


def test_a_traceback_says_where_and_not_what(folder: Path) -> None:
    def fail() -> None:
        raise LookupError(WORDS)

    try:
        fail()
    except LookupError:
        log.exception("Task %s failed", "sync")
    reported = written(folder)
    assert "kanbert_desktop.test: Task sync failed" in reported
    assert "in test_a_traceback_says_where_and_not_what.<locals>.fail\nLookupError\n" in reported
    assert WORDS not in reported


def test_it_never_grows_beyond_a_few_files_and_each_is_private(
    tmp_path: Path, root: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "MAX_BYTES", 2000)
    (tmp_path / "logs").mkdir()
    start_logging(Environment(tmp_path), install_redaction)
    for number in range(400):
        log.info("line %d", number)
    files = sorted((tmp_path / "logs").iterdir())
    assert [path.name for path in files] == [
        LOG_FILE_NAME,
        *(f"{LOG_FILE_NAME}.{number}" for number in range(1, BACKUP_COUNT + 1)),
    ]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert sum(path.stat().st_size for path in files) <= 2000 * (BACKUP_COUNT + 1)
    assert "line 399" in written(tmp_path / "logs")


def test_one_that_others_could_read_is_closed_to_them(tmp_path: Path, root: logging.Logger) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / LOG_FILE_NAME).touch(mode=0o644)
    start_logging(Environment(tmp_path), install_redaction)
    assert (tmp_path / "logs" / LOG_FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_is_reported_once(
    tmp_path: Path, root: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(root.handlers)
    start_logging(Environment(tmp_path), install_redaction)
    assert "No log is written" in capsys.readouterr().err
    assert root.handlers == before


@pytest.mark.parametrize("text", [*TERMINAL, *BIDI, *SURROGATES, EVERYTHING])
def test_a_message_is_one_line_without_controls(folder: Path, text: str) -> None:
    log.info("The server said %s", f"no{text}\n2026-11-29 10:00:00 INFO forged")
    reported = written(folder)
    assert len(reported.splitlines()) == 2
    assert raw_controls(reported) == []
