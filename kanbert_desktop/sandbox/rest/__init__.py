"""The REST API, `/api/v1`: reading, paging, filtering and writing.

It may import the sandbox's state, behaviour and Starlette; it knows nothing of `oauth`.
"""
