"""OpenAPI schemas."""

from collections.abc import Mapping
from typing import Any

from kanbert_desktop.sandbox.rest.resources import PROJECT_STATUSES, STATUSES, USER_TYPES

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def several(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def every(**properties: Schema) -> Schema:
    """An object whose properties are all there."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _with(schema: Schema, **optional: Schema) -> Schema:
    return {**schema, "properties": {**schema["properties"], **optional}}


_OUTSIDE = {"external_id": nullable(TEXT), "external_origin": nullable(TEXT)}
_NAMES = {"id": TEXT, "first_name": TEXT, "last_name": TEXT, "email": TEXT, "type": ref("UserType")}
_USER = every(**_NAMES, space=ref("SpaceData"))
_TASK = every(
    id=TEXT,
    project_id=TEXT,
    client_id=TEXT,
    parent_task_id=nullable(TEXT),
    **_OUTSIDE,
    uri=TEXT,
    title=TEXT,
    description=nullable(TEXT),
    status=ref("TaskStatus"),
    due_date=nullable(DAY),
    priority=nullable(ref("TaskPriorityOptionData")),
    is_public=FLAG,
    assignee=nullable(ref("UserData")),
    author=nullable(ref("UserData")),
    attachments=several(ref("FileData")),
    created_at=MOMENT,
    updated_at=MOMENT,
)
_PROJECT = every(
    id=TEXT,
    **_OUTSIDE,
    title=TEXT,
    description=nullable(TEXT),
    shortcode=TEXT,
    po_number=nullable(TEXT),
    project_type=nullable(ref("ProjectTypeData")),
    project_group=nullable({"type": "object"}),
    status={"type": "string", "enum": list(PROJECT_STATUSES)},
    is_acquisition=FLAG,
    is_private=FLAG,
    start_date=nullable(DAY),
    end_date=nullable(DAY),
    client=ref("ClientData"),
    computed_fields={"type": "object", "additionalProperties": {"type": "number"}},
    created_at=MOMENT,
    updated_at=MOMENT,
)
_COMMENT = every(
    id=TEXT,
    **_OUTSIDE,
    parent_comment_id=nullable(TEXT),
    sub_comments=several(ref("CommentData")),
    author=ref("UserData"),
    comment=nullable(TEXT),
    attachements=several(ref("FileData")),
    is_public=FLAG,
    created_at=nullable(MOMENT),
    updated_at=nullable(MOMENT),
)
_FILE = every(
    id=TEXT, file_name=TEXT, mime_type=TEXT, size=WHOLE, entity_id=TEXT, entity_type=TEXT, created_at=TEXT
)

SCHEMAS: Mapping[str, Schema] = {
    "TaskStatus": {"type": "string", "enum": list(STATUSES)},
    "UserType": {"type": "string", "enum": list(USER_TYPES)},
    "SpaceData": every(id=TEXT, name=TEXT),
    "UserData": _USER,
    "TeamMemberData": every(**_NAMES, is_project_lead=FLAG, added_at=MOMENT, space=ref("SpaceData")),
    "ClientData": every(
        id=TEXT,
        **_OUTSIDE,
        name=TEXT,
        shortcode=nullable(TEXT),
        primary_contact=nullable(ref("UserData")),
        origin_space=nullable(ref("SpaceData")),
    ),
    "ProjectTypeData": every(id=TEXT, title=TEXT, shortcode=TEXT, color=TEXT, order=WHOLE, is_default=FLAG),
    "ProjectTagData": every(id=TEXT, title=TEXT),
    "ProjectData": _with(
        _PROJECT,
        team=several(ref("TeamMemberData")),
        guests=several(ref("TeamMemberData")),
        tags=several(ref("ProjectTagData")),
    ),
    "TaskPriorityOptionData": every(id=TEXT, title=TEXT, color=TEXT, order=WHOLE),
    "FileData": _FILE,
    "TaskData": _with(
        _TASK,
        project=ref("ProjectData"),
        client=ref("ClientData"),
        watchers=several(ref("UserData")),
        parent_task=nullable(ref("TaskData")),
        sub_tasks=several(ref("TaskData")),
    ),
    "CommentData": _COMMENT,
    "Refusal": every(message=TEXT),
    "Invalid": every(message=TEXT, errors={"type": "object", "additionalProperties": several(TEXT)}),
}


_SHORT: Schema = {"type": "string", "maxLength": 255}
_TITLE: Schema = {"type": "string", "minLength": 1, "maxLength": 255}
_EXTERNAL_IDS = {"external_id": nullable(_SHORT), "external_origin": nullable(_SHORT)}
_TASK_FIELDS = {
    "title": _TITLE,
    "description": nullable(TEXT),
    "status": ref("TaskStatus"),
    "assignee_id": nullable(TEXT),
    "watcher_ids": several(TEXT),
    "parent_task_id": nullable(TEXT),
    "due_date": nullable(DAY),
    "is_public": FLAG,
    "priority_id": nullable(TEXT),
    **_EXTERNAL_IDS,
}

NEW_TASK: Schema = {
    "type": "object",
    "properties": {"project_id": TEXT, **_TASK_FIELDS},
    "required": ["project_id", "title"],
}
CHANGED_TASK: Schema = {"type": "object", "properties": {"project_id": TEXT, **_TASK_FIELDS}}
NEW_COMMENT: Schema = {
    "type": "object",
    "properties": {
        "task_id": TEXT,
        "comment": {"type": ["string", "null"], "maxLength": 65_535},
        "parent_comment_id": nullable(TEXT),
        "is_public": FLAG,
        **_EXTERNAL_IDS,
    },
    "required": ["task_id"],
}
