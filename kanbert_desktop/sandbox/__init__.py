"""A Kanbert of your own on 127.0.0.1: OAuth server, REST API, sample data; a process of its own, only the front door starts it.

May touch Starlette, uvicorn, oauthlib, sqlite3 and `assets`; never another room of ours. Beside it, with `--control` alone, stands the
test bench of `control`. Its own additions to Kanbert: `/openapi.json` (the description), the welcome page and its style.

Switches, with their defaults; each is a guess [G], because no page says it (kanbert-api.md):

loopback_any_port = True        [G] a registered http://127.0.0.1 address matches with any port (RFC 8252 7.3)
issue_refresh_token = True      [G] the token answer holds a refresh token, good for one use
refresh_grace_seconds = 0       [G] how long a used refresh token still works, before its second use ends the family
token_seconds = 3600            [G] life of an access token
code_seconds = 60               [G] life of an authorization code
revocation_endpoint = False     [G] POST /oauth/revoke (RFC 7009)
metadata_document = False       [G] GET /.well-known/oauth-authorization-server (RFC 8414)
issuer_parameter = False        [G] `iss` on the way back to the application (RFC 9207)
remembers_consent = False       [G] an application that was allowed before is not asked about again (Passport does so)
pkce_beside_secret = True       [G] an application with a secret may send a challenge, too
page_limit = 30                 [G] larger page sizes are lowered to this without a word
cursor_tie_break = True         [G] cursors hold the id, too; False skips equal values at a page's edge, as Laravel does
filter_external_id = True       [G] tasks can be filtered by external_id
sub_tasks_default = "with"      [G] what sub_tasks_in_list means when it is not said
task_writes = True              [G] the assumed paths of 7.2 exist; False leaves DELETE alone
comments_readable = True        [G] GET /tasks/{id}/comments exists
distinct_updated_at = False     [G] True moves updated_at by a second where two writes would share one
passport_errors = False         [G] the token endpoint's refusals as Laravel Passport words them, with `hint` and `message`
long_tokens = False             [G] tokens as long as Passport's: about a thousand characters

Profiles are sets of switches (`switches.PROFILES`): "kanbert" is the defaults above, "passport" all that Laravel Passport does out
of the box, as far as kanbert-api.md 1 records it.

Guesses without a switch, each in one place: relation filters (rest/filter_relations.py), nested brackets (rest/filter_json.py), `and` before
`or` and no escapes (rest/filter_words.py), UTC, Monday and what a day stands for (rest/filter_dates.py), null in `ne` (rest/filter_sql.py),
cursors (rest/cursor.py), default sort and page sizes (rest/listing.py), the aliases of computed fields (rest/tables.py), TaskData's fields
(rest/shapes.py), task bodies (rest/task_form.py), who may write (rest/task_writes.py), what guests see (rest/visibility.py), refusals (refusals.py).

Not a guess, but the sandbox's own: prefilled_login = False; True fills the demo user in, for a sandbox whose printed line
nobody sees because the window started it.
"""
