"""False responses of a hostile server: headers, cursors, ids, rows, bodies, status codes, one at a time."""

import asyncio
import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
from starlette.types import ASGIApp

from support.hostile_server import ReceivedRequest

READS = r"GET /api/v1/"
LISTS = r"GET /api/v1/(users|clients|projects|tasks)(\?|$)"
TASKS = r"GET /api/v1/tasks(\?|$)"
WRITES = r"(POST|PATCH|DELETE) "
ANY = r""


@dataclass
class TrueResponse:
    """The honest response."""

    status: int
    headers: dict[str, str]
    body: bytes

    def document(self) -> Any:  # noqa: ANN401  any document
        return json.loads(self.body)

    def chunks(self) -> list[bytes]:
        headers = {**self.headers, "Content-Length": str(len(self.body)), "Connection": "close"}
        head = [f"HTTP/1.1 {self.status} X", *(f"{name}: {value}" for name, value in headers.items())]
        return ["\r\n".join((*head, "", "")).encode("utf-8", "surrogatepass") + self.body]


Falsify = Callable[[TrueResponse], Iterable[bytes]]


@dataclass(frozen=True)
class FalseResponses:
    """Replaces the responses to requests that match `path_pattern`, one after another.

    `changes_rows`: all rows at once; everything else is true.
    """

    name: str
    path_pattern: str
    variants: tuple[Falsify, ...]
    changes_rows: bool = False


@dataclass
class FalsifyingServer:
    """Passes requests to an honest application and falsifies the responses while `false_responses` is set."""

    app: ASGIApp
    false_responses: FalseResponses | None = None
    count: int = 0

    def __call__(self, requested: ReceivedRequest) -> Iterable[bytes]:
        lies = self.false_responses
        if lies is None or not re.match(lies.path_pattern, f"{requested.method} {requested.target}"):
            return asyncio.run(self._truth(requested, requested.target)).chunks()
        # An invented path does not exist there.
        truth = asyncio.run(
            self._truth(requested, re.sub(r"&page(%5B|\[)cursor(%5D|\])=[^&]*", "", requested.target))
        )
        if lies.changes_rows:
            for report in lies.variants:
                report(truth)
            return truth.chunks()
        report = lies.variants[self.count % len(lies.variants)]
        self.count += 1
        return report(truth)

    async def _truth(self, requested: ReceivedRequest, target: str) -> TrueResponse:
        lines = [line.partition(": ") for line in requested.head.split("\r\n")[1:]]
        headers = {
            name: value for name, _, value in lines if name.lower() in {"authorization", "content-type"}
        }
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await client.request(requested.method, target, headers=headers, content=requested.body)
        stored = {name: value for name, value in answer.headers.items() if name in {"date", "content-type"}}
        return TrueResponse(answer.status_code, stored, answer.content)


def _header(name: str, value: str) -> Falsify:
    def falsify(truth: TrueResponse) -> Iterable[bytes]:
        truth.headers = {n: v for n, v in truth.headers.items() if n.lower() != name.lower()} | {name: value}
        return truth.chunks()

    return falsify


def _body(body: bytes, **headers: str) -> Falsify:
    def falsify(truth: TrueResponse) -> Iterable[bytes]:
        truth.body = body
        truth.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
        return truth.chunks()

    return falsify


@cache
def _quarter_of_a_gibibyte() -> bytes:
    """Made by the test that sends it: each worker of the suite reads this module."""
    return gzip.compress(b" " * (1 << 28), 1)


def _packed_blanks(truth: TrueResponse) -> Iterable[bytes]:
    return _body(_quarter_of_a_gibibyte(), Content_Encoding="gzip")(truth)


def _status(status: int, body: bytes = b'{"message": "no"}', **headers: str) -> Falsify:
    def falsify(truth: TrueResponse) -> Iterable[bytes]:
        truth.status = status
        return _body(body, **headers)(truth)

    return falsify


def _raw(*chunks: bytes) -> Falsify:
    return lambda _: chunks


def _cursor(cursor: object) -> Falsify:
    def falsify(truth: TrueResponse) -> Iterable[bytes]:
        document = truth.document()
        document["meta"]["next_cursor"] = cursor
        truth.body = json.dumps(document).encode()
        return truth.chunks()

    return falsify


def _row(change: Callable[[dict[str, Any]], object], *, alone: bool = False) -> Falsify:
    """A changed copy of the first row after all others; `alone`: replaces that row."""

    def falsify(truth: TrueResponse) -> Iterable[bytes]:
        document = truth.document()
        if document["data"]:
            odd = change(json.loads(json.dumps(document["data"][0])))
            document["data"] = [odd, *document["data"][1:]] if alone else [*document["data"], odd]
        truth.body = json.dumps(document).encode()
        return truth.chunks()

    return falsify


def _with(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda row: {**row, "id": f"odd-{row['id']}", "external_id": None, **values}


def _endless(rows: bool) -> Falsify:
    """A new cursor with each page; the pages are empty or all the same."""
    numbers = iter(range(10**9))

    def falsify(truth: TrueResponse) -> Iterable[bytes]:
        document = truth.document()
        document["data"] = document["data"] if rows else []
        document["meta"]["next_cursor"] = f"place-{next(numbers)}"
        truth.body = json.dumps(document).encode()
        return truth.chunks()

    return falsify


def _nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(depth):
        found = {"x": [found]}
    return found


ODD_IDS: Mapping[str, object] = {
    "a newline": "t1\nX-Evil: 1",
    "a return": "t1\r\n\r\nGET /evil",
    "a null": "t1\x00",
    "a step up": "x/../../../evil?y",
    "two dots": "..",
    "one dot": ".",
    "encoded dots": "%2e%2e",
    "twice encoded dots": "%252e%252e/%252e%252e/evil",
    "a backslash": "..\\..\\evil",
    "nothing": "",
    "a blank": " ",
    "70 kB": "i" * 70_000,
    "half a character": "\ud800",
    "an invisible one": "t\u200b1",
    "a right-to-left override": "t\u202e1",
    "a list": ["t1"],
    "an object": {"id": "t1"},
    "true": True,
    "null": None,
    "a huge number": 10**400,
}
HARMLESS_IDS: Mapping[str, object] = {
    "a slash": "a/b",
    "a question": "a?b=c&d",
    "a fragment": "a#b",
    "a percent": "100%",
    "an encoded slash": "a%2Fb",
    "a semicolon": "a;b",
    "a plus": "a+b=",
    "an umlaut": "Übersicht",
    "quotes": "a\"b'c",
    "a colon": "https:evil",
    "at": "user@evil",
    "a number": 17,
}
"""Each is an id that can be requested if it is encoded well."""

ODD_DATES = (
    "Fri, 31 Dec 9999 23:59:59 -1200",
    "Sat, 01 Jan 1200 00:00:00 +1200",
    "yesterday",
    "",
    "0",
    "x" * 9000,
    "Sun, 99 Nov 2026 10:00:00 GMT",
    "\x01",
)
ODD_TIMES: tuple[object, ...] = (
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59+00:00",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:02:00+00:00",
    "2026-02-30T00:00:00Z",
    "soon",
    17,
    {},
    None,
)
ODD_CURSORS: Mapping[str, object] = {
    "70 kB": "c" * 70_000,
    "a newline": "c\n\r\nX-Evil: 1",
    "a null": "c\x00",
    "half a character": "\ud800",
    "a number": 7,
    "a list": ["c"],
    "an object": {},
    "an address": "https://evil.test/?page[cursor]=x#y",
    "a filter": "x&filter=[]",
}
STATUSES = (
    101,
    200,
    201,
    204,
    206,
    226,
    300,
    301,
    304,
    307,
    400,
    401,
    402,
    403,
    404,
    405,
    406,
    407,
    408,
    409,
    410,
    411,
    412,
    413,
    415,
    417,
    418,
    422,
    423,
    425,
    428,
    429,
    431,
    451,
    499,
    500,
    501,
    502,
    503,
    504,
    511,
    599,
    999,
)
REDIRECT_TARGETS = (
    "https://evil.test/",
    "http://127.0.0.1:9/",
    "//evil",
    "file:///etc/passwd",
    "\x7f",
    "http://[",
    "javascript:1",
    "/" * 9000,
)
RAW_ANSWERS = (
    b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n{}",
    b"\r\n\r\n{}",
    bytes(range(256)) * 20,
    b"HTTP/1.1 200 OK\r\n",
    b"",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 -1 OK\r\n\r\n{}",
    b"{}",
)
BODIES: Mapping[str, bytes] = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"7",
    "half": b'{"data": [',
    "an empty object": b"{}",
    "data that is none": b'{"data": {"a": 1}, "meta": []}',
    "data of nulls": b'{"data": [null, null], "meta": {"next_cursor": null}}',
    "html": b"<!doctype html><script>alert(1)</script>",
    "bytes": bytes(range(256)),
    "a byte order mark": b'\xef\xbb\xbf{"data": []}',
    "UTF-16": '{"data": []}'.encode("utf-16"),
    "two documents": b'{"data": []}{"data": []}',
    "deep": b"[" * 100_000,
    "deep and closed": b'{"data": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "a huge number": b'{"data": [' + b"9" * 100_000 + b"]}",
    "not a number": b'{"data": [NaN, Infinity]}',
    "the same key twice": b'{"data": [], "data": 7}',
    "a million rows": b'{"data": [' + b"0," * 1_000_000 + b"0]}",
    "a hundred thousand rows": b'{"data": [' + b"{}," * 100_000 + b"{}]}",
}


def _answers(**changes: object) -> Falsify:
    """The changed document of a single object."""

    def falsify(truth: TrueResponse) -> Iterable[bytes]:
        if truth.status < 300:
            truth.body = json.dumps({**truth.document(), **changes}).encode()
        return truth.chunks()

    return falsify


def _all_fields(value: object) -> Callable[[dict[str, Any]], object]:
    return lambda row: {**dict.fromkeys(row, value), "id": "odd"}


def _rows() -> Iterator[FalseResponses]:
    ids = [*ODD_IDS.values(), *HARMLESS_IDS.values()]
    odd = ODD_IDS.values()
    rows = [_row(lambda _, row=row: row) for row in (None, 7, "words", [], {}, {"id": "t"})]
    texts = ("\ud800", "\x00", "x" * 100_000, [], 1e300, _nested(150), {"a": [None]})
    yield FalseResponses("a task's id", TASKS, tuple(_row(_with(id=one)) for one in ids), changes_rows=True)
    yield FalseResponses(
        "a task's board", TASKS, tuple(_row(_with(project_id=one)) for one in odd), changes_rows=True
    )
    yield FalseResponses(
        "a task's other ids",
        TASKS,
        tuple(
            _row(_with(id=f"other-{n}", external_id=one, parent_task_id=one, uri=one))
            for n, one in enumerate(odd)
        ),
        changes_rows=True,
    )
    yield FalseResponses(
        "a task's times",
        TASKS,
        tuple(
            _row(_with(id=f"timed-{n}", updated_at=one, created_at=one, due_date=one))
            for n, one in enumerate(ODD_TIMES)
        ),
        changes_rows=True,
    )
    yield FalseResponses(
        "a task's title",
        TASKS,
        tuple(_row(_with(id=f"t-{n}", title=one)) for n, one in enumerate(texts)),
        changes_rows=True,
    )
    yield FalseResponses(
        "all fields of a task", TASKS, tuple(_row(_all_fields(one)) for one in texts), changes_rows=True
    )
    yield FalseResponses("rows that are none", LISTS, tuple(rows), changes_rows=True)
    for name in ("projects", "users", "clients"):
        reports = (*(_row(_with(id=one)) for one in odd), *(_row(_all_fields(one)) for one in texts))
        yield FalseResponses(f"ids and fields of {name}", rf"GET /api/v1/{name}", reports, changes_rows=True)


def _answers_as_a_whole() -> Iterator[FalseResponses]:
    yield FalseResponses("dates", ANY, tuple(_header("Date", date) for date in ODD_DATES))
    breaks = tuple(
        _status(429, b"{}", Retry_After=date, Date="Tue, 24 Nov 2026 09:00:00 GMT") for date in ODD_DATES
    )
    yield FalseResponses("breaks", ANY, breaks)
    yield FalseResponses("cursors", LISTS, tuple(_cursor(cursor) for cursor in ODD_CURSORS.values()))
    yield FalseResponses("the same place for ever", LISTS, (_cursor("again"),))
    yield FalseResponses("empty pages for ever", LISTS, (_endless(rows=False),))
    yield FalseResponses("the same page for ever", TASKS, (_endless(rows=True),))
    yield FalseResponses(
        "who I am", r"GET /api/v1/whoami", tuple(_answers(id=one) for one in ODD_IDS.values())
    )
    yield FalseResponses(
        "a known card's time",
        TASKS,
        tuple(_row(lambda row, one=one: {**row, "updated_at": one}, alone=True) for one in ODD_TIMES),
    )
    yield FalseResponses("bodies of reads", READS, tuple(_body(body) for body in BODIES.values()))
    yield FalseResponses("bodies of writes", WRITES, tuple(_body(body) for body in BODIES.values()))
    yield FalseResponses("statuses of reads", READS, tuple(_status(status) for status in STATUSES))
    yield FalseResponses("statuses of writes", WRITES, tuple(_status(status) for status in STATUSES))
    yield FalseResponses(
        "ids in the answers to writes",
        WRITES,
        tuple(_answers(id=one) for one in (*ODD_IDS.values(), "another")),
    )
    yield FalseResponses(
        "redirects of reads", READS, tuple(_status(302, b"", Location=place) for place in REDIRECT_TARGETS)
    )
    yield FalseResponses(
        "redirects of writes", WRITES, tuple(_status(307, b"", Location=place) for place in REDIRECT_TARGETS)
    )
    yield FalseResponses("bytes in place of HTTP", ANY, tuple(_raw(answer) for answer in RAW_ANSWERS))
    yield FalseResponses(
        "packed bodies",
        ANY,
        (
            _packed_blanks,
            _body(b"plain", Content_Encoding="gzip"),
            _body(b"plain", Content_Encoding="br"),
        ),
    )
    complaints = {"message": ["x"], "errors": {"title": {"a": [1]}, "": [[], None], "x" * 999: "y"}}
    yield FalseResponses(
        "refusals",
        ANY,
        (
            _status(401, b"{}", WWW_Authenticate='Bearer error="' + "x" * 5000 + '"'),
            _status(403, b"{}", WWW_Authenticate='Bearer error="insufficient_scope"'),
            _status(422, json.dumps(complaints).encode()),
            _status(422, b'{"message": "\\ud800", "errors": {"external_id": []}}'),
        ),
    )


CORPUS = (*_rows(), *_answers_as_a_whole())
