"""The one door to HTTP: how a client is made, and how its failures become our errors.

May touch httpx and the domain's errors; never a path, a card, or where a token comes from.
"""
