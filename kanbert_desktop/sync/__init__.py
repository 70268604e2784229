"""Makes this computer and the server agree: pull, settle, push, and when to do it.

May use store, api, net's errors and domain; knows no Qt, no SQL and no URL.
"""
