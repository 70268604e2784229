"""Whose boards this computer knows: the accounts of this profile, how each came in, and the profiles of the family.

No secret is in here; those are the keyring's.
"""
