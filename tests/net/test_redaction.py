"""Secrets are redacted in every form; ordinary records stay as they are."""

import io
import logging
from collections.abc import Iterator

import pytest

from kanbert_desktop.net.redaction import install_redaction, redact, register_secret

SECRET = "s3cr3t-Value_of.Something~long"


@pytest.mark.parametrize(
    "line",
    [
        f"http://127.0.0.1:40123/callback?code={SECRET}&state={SECRET}",
        f"GET http://localhost:8080/callback?state={SECRET} failed",
        f"GET /callback?code={SECRET}&iss=x HTTP/1.1",
        f"code={SECRET}&code_verifier={SECRET}&grant_type=authorization_code",
        f"refresh_token={SECRET}&client_id=1",
        f"client_secret={SECRET}",
        f'{{"access_token": "{SECRET}", "refresh_token":"{SECRET}"}}',
        f"{{'token_type': 'Bearer', 'access_token': '{SECRET}'}}",
        f"Authorization: Bearer {SECRET}",
        f"authorization: Basic {SECRET}==",
        f"headers=[(b'Authorization', b'Bearer {SECRET}')]",
        f"headers={{'authorization': 'Bearer {SECRET}'}}",
        f"curl -H 'Authorization: Bearer {SECRET}'",
        "a token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJs3cr3t-Value_of0In0.s3cr3t-Value_of",
        f"https://api.kanbert.com/oauth/authorize?client_id=1&state={SECRET}",
    ],
)
def test_secrets_leave_no_trace_in_a_line(line: str) -> None:
    assert "s3cr3t" not in redact(line)


@pytest.mark.parametrize(
    "line",
    [
        "exit code=5",
        "state=open",
        "GET /api/v1/tasks?page=2 200",
        "the code was read",
        "Card KD-12 moved to WIP",
        "token=",
        "Date: now",
    ],
)
def test_ordinary_lines_stay_as_they_are(line: str) -> None:
    assert redact(line) == line


def test_a_known_secret_is_found_in_any_shape() -> None:
    register_secret("Zq9-known-to-us-0001")
    assert "Zq9" not in redact("weird<<Zq9-known-to-us-0001>>")


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    install_redaction(handler)
    logger = logging.getLogger("test.redaction")
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


def test_arguments_and_tracebacks_are_covered(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.info("answer %s", {"access_token": SECRET})
    try:
        int(f"Bearer {SECRET}")
    except ValueError:
        logger.exception("it failed")
    text = stream.getvalue()
    assert text.startswith("INFO answer")
    assert "Bearer [hidden]" in text
    assert "Traceback" in text
    assert "s3cr3t" not in text


def test_the_libraries_that_log_requests_are_silenced(written: tuple[logging.Logger, io.StringIO]) -> None:
    assert written
    for name in ("httpx", "httpcore", "httpcore.http11", "qasync"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)
