"""The log of this run: begun late, and without a secret."""

from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.options import Options
from kanbert_desktop.net.redaction import conceal, install_redaction


def begin_log(environment: Environment, chosen: Options) -> None:
    from kanbert_desktop.app.log_file import start_logging  # noqa: PLC0415  sockets and pickles, after the first paint

    conceal(chosen.access_token)
    conceal(chosen.client_secret)
    start_logging(environment, install_redaction)
