"""The log of this run: begun late, without a secret, and told what nobody caught."""

import logging
import sys
from types import TracebackType

from kanbert_desktop.app.environment import Environment, start_logging
from kanbert_desktop.app.options import Options
from kanbert_desktop.net.redaction import conceal, install_redaction

log = logging.getLogger(__name__)


def begin_log(environment: Environment, chosen: Options) -> None:
    conceal(chosen.access_token)
    conceal(chosen.client_secret)
    start_logging(environment, install_redaction)
    sys.excepthook = _note


def _note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A slot of Qt that failed, for instance: a person sees no traceback."""
    log.critical("Nobody caught this", exc_info=(kind, error, trace))
