"""`doctor`: looks at everything by itself, beside whoever has the profile open."""

import argparse
from dataclasses import asdict

from kanbert_desktop.app.doctor.check import Check
from kanbert_desktop.app.doctor.checks import examine_everything
from kanbert_desktop.app.environment import Environment, Options, default_profile
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.output import Output, say_here, table


def doctor(words: argparse.Namespace, options: Options) -> None:
    """Ends well whatever it finds: its answer is what it found. Makes no folder and no log."""
    environment = Environment((options.profile or default_profile()).absolute())
    checks = examine_everything(environment, options)
    Output(say_here, as_json=words.json).document(
        {"checks": [asdict(check) for check in checks]}, table([_row(check) for check in checks])
    )


def _row(check: Check) -> tuple[str, str, str]:
    return (tr("fine") if check.ok else tr("LOOK"), check.name, check.detail)
