"""The control API for tests: faults, changes of the server's data, request log and digest, from Python and over a second port.

Started by `--control` only, never by *Try with sample data*. It may import the sandbox's state, behaviour and faults and Starlette; it knows neither `oauth` nor `rest`.
"""
