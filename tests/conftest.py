"""Loads the plug-ins of `plugins` for every test."""

pytest_plugins = [
    "plugins.shared_compilation",
    "plugins.isolation",
    "plugins.screen",
    "plugins.qt_loop",
    "plugins.qt_waits",
    "plugins.no_skips",
    "plugins.failed_tests",
    "plugins.garbage_collection",
    "plugins.hypothesis_settings",
    "plugins.interrupts",
    "plugins.last_tests",
    "plugins.memory",
    "plugins.language",
]
