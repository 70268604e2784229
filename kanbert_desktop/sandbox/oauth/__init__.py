"""The OAuth server: login, consent, codes and tokens, built on oauthlib.

It may import the sandbox's state, behaviour, templates and Starlette; it knows nothing of `rest`.

Guesses [G] without a switch, each in one place: `prompt` (`authorize`), a sign-in without scopes (`validator.get_default_scopes`),
what a refresh does to earlier access tokens (`storage._spend_refresh_token`), checks beyond the RFCs' requirements (`validator`),
and that a rejected exchange does not use up the code (`storage.redeemable_grant`).
"""
