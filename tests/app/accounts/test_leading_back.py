"""Whether the browser's last page leads back to the window: only where a link would reach it."""

from pathlib import Path

import pytest

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options, default_profile
from kanbert_desktop.app.system.desktop_files import ENTRY, HANDLERS


@pytest.mark.parametrize(
    ("profile", "listed", "expected"),
    [(None, True, True), (None, False, False), ("another", True, False)],
    ids=["installed", "not installed", "another profile"],
)
def test_a_window_offers_it_where_the_desktop_leads_links_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str | None, listed: bool, expected: bool
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    options = Options(profile=tmp_path / profile if profile else None)
    application = Application(Environment.for_options(options), options)
    assert not application.current_account.is_opened_by_links(), "a verb"
    application.open_chosen_account()
    for name in (ENTRY, HANDLERS) if listed else (ENTRY,):
        path = tmp_path / "share" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x-scheme-handler/kanbert-desktop=kanbert-desktop.desktop;\n", "utf-8")
    assert default_profile().is_relative_to(tmp_path)
    assert application.current_account.is_opened_by_links() is expected
