"""Kanbert's public REST API: paths, listings and payloads.

May import net and domain. Knows no database, never retries a write, and never asks where tokens come from.
"""
