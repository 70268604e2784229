"""The OAuth half: login, consent, codes and tokens, by oauthlib's rules.

May touch the world, the switches, templates and Starlette; never the REST half.

Guesses [G] beside the switches, each in one place: `prompt` (`prompts`), a sign-in without scopes (`rules.Rules.get_default_scopes`),
what a renewal does to earlier access tokens (`grants._spend_refresh_token`), what is demanded beyond the RFCs' musts (`demands`),
and that a refused exchange spends nothing (`grants.open_code`).
"""
