"""Accounts: sign-in, sign-out, session, credentials, profiles.

Holds no secret itself; secrets are in the keyring and given only to their own server.
"""
