"""What an account shows its server: credentials out of the keyring or the environment, and waiting for a keyring.

May use `identity`; gives every credential to its own server alone.
"""
