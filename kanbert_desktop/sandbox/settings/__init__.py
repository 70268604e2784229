"""Settings → Apps & API: a signed-in person registers applications and makes access tokens; at once in force.

May touch the world, Starlette and the OAuth half's pages, login and grants; never the REST half.
"""
