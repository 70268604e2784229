"""The whole document, and the address it is served at: `/openapi.json`, an address of the sandbox's own."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kanbert_desktop.sandbox.house import house_of
from kanbert_desktop.sandbox.rest.callers import READ, WRITE
from kanbert_desktop.sandbox.rest.description.operations import paths
from kanbert_desktop.sandbox.rest.description.schemas import SCHEMAS
from kanbert_desktop.sandbox.switches import Switches


async def describe(request: Request) -> Response:
    return JSONResponse(document(house_of(request).switches))


def document(switches: Switches) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kanbert sandbox",
            "version": "v1",
            "description": "What this sandbox answers. `x-evidence`: V was read, I inferred, G guessed.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths(switches),
        "components": {"schemas": dict(SCHEMAS), "securitySchemes": _security()},
    }


def _security() -> dict[str, Any]:
    scopes = {READ: "Read tasks and comments", WRITE: "Create, change and delete them"}
    flow = {
        "authorizationUrl": "/oauth/authorize",
        "tokenUrl": "/oauth/token",
        "refreshUrl": "/oauth/token",
        "scopes": scopes,
    }
    return {
        "token": {"type": "http", "scheme": "bearer"},
        "oauth2": {"type": "oauth2", "flows": {"authorizationCode": flow}},
    }
