"""The test bench beside the server: troubles, changes of the world, its log and digest, from Python and over a second port.

Only with `--control`, never behind *Try with sample data*. May touch the world, the switches, trouble and Starlette; never the OAuth or the REST half.
"""
