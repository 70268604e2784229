"""The OAuth half: login, consent, codes and tokens, by oauthlib's rules.

May touch the world, the switches, templates and Starlette; never the REST half.
"""
