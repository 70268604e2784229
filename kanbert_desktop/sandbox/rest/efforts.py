"""Hours booked: `GET /efforts`, whose path and fields are guesses [G]."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kanbert_desktop.sandbox.context import context_of
from kanbert_desktop.sandbox.rest import authentication
from kanbert_desktop.sandbox.rest.authentication import caller_of
from kanbert_desktop.sandbox.rest.reads import list_response
from kanbert_desktop.sandbox.rest.resources import EFFORTS
from kanbert_desktop.sandbox.rest.sql_clauses import visible_efforts


async def efforts(request: Request) -> Response:
    if not context_of(request).behaviour.efforts_readable:
        raise HTTPException(404)
    caller = caller_of(request, authentication.EFFORTS)
    return list_response(request, EFFORTS, caller, visible_efforts(caller), lambda shapes, _: shapes.effort)
