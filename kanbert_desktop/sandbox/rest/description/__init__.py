"""The OpenAPI 3.1 description of what the handlers really do, made from the same tables and switches.

May touch the tables of `rest`, the switches and Starlette; it decides nothing. `x-evidence` says of each operation whether it was
read (V), inferred (I) or guessed (G).
"""
