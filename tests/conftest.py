"""Sets the stage for every test: see `stage/`."""

pytest_plugins = [
    "stage.folders",
    "stage.screen",
    "stage.loop",
    "stage.outcomes",
    "stage.collecting",
    "stage.generating",
    "stage.interrupts",
    "support.english",
]
