"""The control API of a sandbox: its log of requests, and changes of its data."""

from collections.abc import Mapping

import httpx

from benchmarks.cached_profile import CachedSandbox


class ControlPort:
    """For a sandbox that was started with `--control`."""

    def __init__(self, server: CachedSandbox) -> None:
        self._client = httpx.Client(
            base_url=server.credentials["control_url"],
            headers={"Authorization": f"Bearer {server.credentials['control_token']}"},
            trust_env=False,
            timeout=60,
        )

    def change(self, name: str, **words: object) -> None:
        order: Mapping[str, object] = {"change": name, "with": words}
        self._client.post("/changes", json=order).raise_for_status()

    def take_requests(self) -> int:
        """The number of requests since the last call."""
        seen = self._client.get("/requests").raise_for_status().json()
        self._client.delete("/requests").raise_for_status()
        return len(seen)

    def close(self) -> None:
        self._client.close()
