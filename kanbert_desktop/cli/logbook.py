"""The log of this run: begun late, and without a secret."""

from kanbert_desktop.app.environment import Environment, start_logging
from kanbert_desktop.app.options import Options
from kanbert_desktop.net.redaction import conceal, install_redaction


def begin_log(environment: Environment, chosen: Options) -> None:
    conceal(chosen.access_token)
    conceal(chosen.client_secret)
    start_logging(environment, install_redaction)
