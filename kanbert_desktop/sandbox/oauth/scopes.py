"""The scopes of kanbert-api.md 1.1; those beside the two for tasks open nothing here, but may be asked for."""

TASK_SCOPES = ("task-management:read", "task-management:write")
SCOPES = (
    *TASK_SCOPES,
    "efforts:read",
    "efforts:extended:read",
    "user_group:read",
    "contact-data:read",
    "offer:read",
    "outgoing-invoice:read",
    "incoming-invoice:read",
    "chart-of-accounts:read",
    "integration",
)
