"""A server in process whose answers a test writes itself."""

import httpx

from kanbert_desktop.net.client import Auth, Client, make_client

ScriptedResponse = httpx.Response | Exception


class ScriptedServer:
    """Gives its answers one after another, the last one for ever; keeps the requests."""

    def __init__(self, *answers: ScriptedResponse) -> None:
        self.responses = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self, auth: Auth | None = None) -> Client:
        return make_client("https://kanbert.test", transport=httpx.MockTransport(self), auth=auth)
