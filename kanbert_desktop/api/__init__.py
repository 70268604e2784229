"""How to talk to the server: paths, listings and payloads of Kanbert's public REST API.

May use net and domain; never knows a database, retries a write, or asks where tokens come from.
"""
