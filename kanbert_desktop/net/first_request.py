"""Imports what httpx puts off until its first request, so that this request does not hold a window up."""

from importlib import import_module

for late in ("httpcore", "h2.connection", "anyio._backends._asyncio"):
    import_module(late)
