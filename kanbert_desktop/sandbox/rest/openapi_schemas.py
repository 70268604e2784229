"""The schemas of the OpenAPI document (KANBERT_API.md 4)."""

from collections.abc import Mapping
from typing import Any

from kanbert_desktop.sandbox.rest.resources import EFFORT_TYPES, PROJECT_STATUSES, STATUSES, USER_TYPES

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
DATE: Schema = {"type": "string", "format": "date"}
TIMESTAMP: Schema = {"type": "string", "format": "date-time"}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def array_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def all_schemas(**properties: Schema) -> Schema:
    """An object whose properties are all required."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _with(schema: Schema, **optional: Schema) -> Schema:
    return {**schema, "properties": {**schema["properties"], **optional}}


_OUTSIDE = {"external_id": nullable(TEXT), "external_origin": nullable(TEXT)}
_NAMES = {"id": TEXT, "first_name": TEXT, "last_name": TEXT, "email": TEXT, "type": ref("UserType")}
_USER = all_schemas(**_NAMES, space=ref("SpaceData"))
_TASK = all_schemas(
    id=TEXT,
    project_id=TEXT,
    client_id=TEXT,
    parent_task_id=nullable(TEXT),
    **_OUTSIDE,
    uri=TEXT,
    title=TEXT,
    description=nullable(TEXT),
    status=ref("TaskStatus"),
    due_date=nullable(DATE),
    priority=nullable(ref("TaskPriorityOptionData")),
    is_public=BOOLEAN,
    assignee=nullable(ref("UserData")),
    author=nullable(ref("UserData")),
    attachments=array_of(ref("FileData")),
    created_at=TIMESTAMP,
    updated_at=TIMESTAMP,
)
_PROJECT = all_schemas(
    id=TEXT,
    **_OUTSIDE,
    title=TEXT,
    description=nullable(TEXT),
    shortcode=TEXT,
    po_number=nullable(TEXT),
    project_type=nullable(ref("ProjectTypeData")),
    project_group=nullable({"type": "object"}),
    status={"type": "string", "enum": list(PROJECT_STATUSES)},
    is_acquisition=BOOLEAN,
    is_private=BOOLEAN,
    start_date=nullable(DATE),
    end_date=nullable(DATE),
    client=ref("ClientData"),
    computed_fields={"type": "object", "additionalProperties": {"type": "number"}},
    created_at=TIMESTAMP,
    updated_at=TIMESTAMP,
)
_COMMENT = all_schemas(
    id=TEXT,
    **_OUTSIDE,
    parent_comment_id=nullable(TEXT),
    sub_comments=array_of(ref("CommentData")),
    author=ref("UserData"),
    comment=nullable(TEXT),
    attachements=array_of(ref("FileData")),
    is_public=BOOLEAN,
    created_at=nullable(TIMESTAMP),
    updated_at=nullable(TIMESTAMP),
)
_FILE = all_schemas(
    id=TEXT, file_name=TEXT, mime_type=TEXT, size=INTEGER, entity_id=TEXT, entity_type=TEXT, created_at=TEXT
)

SCHEMAS: Mapping[str, Schema] = {
    "TaskStatus": {"type": "string", "enum": list(STATUSES)},
    "UserType": {"type": "string", "enum": list(USER_TYPES)},
    "SpaceData": all_schemas(id=TEXT, name=TEXT),
    "UserData": _USER,
    "TeamMemberData": all_schemas(
        **_NAMES, is_project_lead=BOOLEAN, added_at=TIMESTAMP, space=ref("SpaceData")
    ),
    "ClientData": all_schemas(
        id=TEXT,
        **_OUTSIDE,
        name=TEXT,
        shortcode=nullable(TEXT),
        primary_contact=nullable(ref("UserData")),
        origin_space=nullable(ref("SpaceData")),
    ),
    "ProjectTypeData": all_schemas(
        id=TEXT, title=TEXT, shortcode=TEXT, color=TEXT, order=INTEGER, is_default=BOOLEAN
    ),
    "ProjectTagData": all_schemas(id=TEXT, title=TEXT),
    "ProjectData": _with(
        _PROJECT,
        team=array_of(ref("TeamMemberData")),
        guests=array_of(ref("TeamMemberData")),
        tags=array_of(ref("ProjectTagData")),
    ),
    "TaskPriorityOptionData": all_schemas(id=TEXT, title=TEXT, color=TEXT, order=INTEGER),
    "FileData": _FILE,
    "TaskData": _with(
        _TASK,
        project=ref("ProjectData"),
        client=ref("ClientData"),
        watchers=array_of(ref("UserData")),
        parent_task=nullable(ref("TaskData")),
        sub_tasks=array_of(ref("TaskData")),
    ),
    "CommentData": _COMMENT,
    "EffortData": all_schemas(
        id=TEXT,
        date=DATE,
        type={"type": "string", "enum": list(EFFORT_TYPES)},
        hours={"type": "number"},
        user=ref("UserData"),
        project_id=nullable(TEXT),
        client_id=nullable(TEXT),
    ),
    "Refusal": all_schemas(message=TEXT),
    "Invalid": all_schemas(message=TEXT, errors={"type": "object", "additionalProperties": array_of(TEXT)}),
}


_SHORT: Schema = {"type": "string", "maxLength": 255}
_TITLE: Schema = {"type": "string", "minLength": 1, "maxLength": 255}
_EXTERNAL_IDS = {"external_id": nullable(_SHORT), "external_origin": nullable(_SHORT)}
_TASK_FIELDS = {
    "title": _TITLE,
    "description": nullable(TEXT),
    "status": ref("TaskStatus"),
    "assignee_id": nullable(TEXT),
    "watcher_ids": array_of(TEXT),
    "parent_task_id": nullable(TEXT),
    "due_date": nullable(DATE),
    "is_public": BOOLEAN,
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
        "is_public": BOOLEAN,
        **_EXTERNAL_IDS,
    },
    "required": ["task_id"],
}
