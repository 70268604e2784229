"""One sandbox for other OAuth clients with every switch on, and each method of client authentication."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from kanbert_desktop.sandbox.context import ServerBehaviour
from support.oauth_steps import REDIRECT
from support.sandbox import RunningSandbox, running_sandbox


class Identity(NamedTuple):
    """`method` as named in the registry of RFC 7591; `none` has no secret."""

    client_id: str
    client_secret: str | None
    method: str
    redirect_uri: str = REDIRECT
    scope: str = "task-management:read task-management:write"


@pytest.fixture(scope="module")
def kanbert(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    behaviour = ServerBehaviour(revocation_endpoint=True, metadata_document=True, issuer_parameter=True)
    with running_sandbox(tmp_path_factory.mktemp("kanbert"), behaviour=behaviour) as sandbox:
        yield sandbox


@pytest.fixture(params=["none", "client_secret_basic", "client_secret_post"])
def identity(request: pytest.FixtureRequest, kanbert: RunningSandbox) -> Identity:
    keys = kanbert.credentials
    if request.param == "none":
        return Identity(keys["client_id"], None, "none")
    return Identity(keys["confidential_client_id"], keys["client_secret"], request.param)
