"""The REST half, `/api/v1`: reading, paging, filtering, and the writes.

May touch the world, the switches and Starlette; never the OAuth half.
"""
