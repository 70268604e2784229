"""A server in the test's process with scripted responses."""

import httpx

from kanbert_desktop.net.client import Auth, HttpClient, make_client

ScriptedResponse = httpx.Response | Exception


class ScriptedServer:
    """Returns its responses one after another and repeats the last; records the requests."""

    def __init__(self, *answers: ScriptedResponse) -> None:
        self.responses = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self, auth: Auth | None = None) -> HttpClient:
        return make_client("https://kanbert.test", transport=httpx.MockTransport(self), auth=auth)
