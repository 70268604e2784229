"""What a person asks when something is wrong here: each part looked at by itself, nothing changed, no secret told.

May read the profile, ask the keyring without a prompt and knock at the server once; never writes, never takes the lock.
"""
