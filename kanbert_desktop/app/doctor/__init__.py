"""Self-checks and diagnostics: each part is checked separately, nothing is changed and no secret shown.

Reads the profile, asks the keyring without a prompt and sends the server one probe. Never writes, never takes the lock.
"""
