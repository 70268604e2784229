"""New secrets on their way to the one page that shows them: kept in memory, given out once, to one session."""

from collections import OrderedDict

_MOST = 100


class ShownOnce:
    """`subject` says whose secret it is; what nobody fetched is forgotten, the oldest first."""

    def __init__(self) -> None:
        self._secrets: OrderedDict[tuple[str, str], str] = OrderedDict()

    def __repr__(self) -> str:
        return "ShownOnce(…)"

    def put(self, session: str, subject: str, secret: str) -> None:
        self._secrets[session, subject] = secret
        while len(self._secrets) > _MOST:
            self._secrets.popitem(last=False)

    def take(self, session: str, subject: str) -> str | None:
        return self._secrets.pop((session, subject), None)
