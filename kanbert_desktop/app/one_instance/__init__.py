"""One process a profile: the lock, and how a verb or a second start hands its work to whoever holds it.

May use QtNetwork's local sockets; carries no secret.
"""
