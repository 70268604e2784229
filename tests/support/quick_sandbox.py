"""The state of sandboxes in the test's process, opened without what takes most of the time.

A password is hashed with the least effort, which its check then has as well: a hash that resists attackers took 0.2 s of
processor time for each sandbox and each log-in. The texts of the sample data are parsed once. Sandboxes in processes of
their own do both as for a user.
"""

from functools import cache

from argon2 import PasswordHasher

from kanbert_desktop.sandbox import sample_texts
from kanbert_desktop.sandbox.oauth import login
from kanbert_desktop.sandbox.sample_data import open_state

__all__ = ["open_state"]

login._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
vars(sample_texts)["_read"] = cache(sample_texts._read)
