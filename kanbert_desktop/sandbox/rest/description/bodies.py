"""What is sent: the comment as documented [V], the task as assumed (kanbert-api.md 7.2) [G]."""

from kanbert_desktop.sandbox.rest.description.schemas import DAY, FLAG, TEXT, Schema, nullable, ref, several

_SHORT: Schema = {"type": "string", "maxLength": 255}
_TITLE: Schema = {"type": "string", "minLength": 1, "maxLength": 255}
_OUTSIDE = {"external_id": nullable(_SHORT), "external_origin": nullable(_SHORT)}
_TASK = {
    "title": _TITLE,
    "description": nullable(TEXT),
    "status": ref("TaskStatus"),
    "assignee_id": nullable(TEXT),
    "watcher_ids": several(TEXT),
    "parent_task_id": nullable(TEXT),
    "due_date": nullable(DAY),
    "is_public": FLAG,
    "priority_id": nullable(TEXT),
    **_OUTSIDE,
}

NEW_TASK: Schema = {
    "type": "object",
    "properties": {"project_id": TEXT, **_TASK},
    "required": ["project_id", "title"],
}
CHANGED_TASK: Schema = {"type": "object", "properties": {"project_id": TEXT, **_TASK}}
NEW_COMMENT: Schema = {
    "type": "object",
    "properties": {
        "task_id": TEXT,
        "comment": {"type": ["string", "null"], "maxLength": 65_535},
        "parent_comment_id": nullable(TEXT),
        "is_public": FLAG,
        **_OUTSIDE,
    },
    "required": ["task_id"],
}
