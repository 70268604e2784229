"""The documented sorts, filters and includes of each list, word for word [V]."""

from kanbert_desktop.sandbox.rest.filter_fields import BOOL, DATE, ENUM, ENUM0, TRI, Field, Relation
from kanbert_desktop.sandbox.rest.filter_fields import identity as _id
from kanbert_desktop.sandbox.rest.filter_fields import moment as _moment
from kanbert_desktop.sandbox.rest.filter_fields import text as _text
from kanbert_desktop.sandbox.rest.paging import Listing

STATUSES = ("Backlog", "New", "WIP", "Completed", "Approved", "Closed")
USER_TYPES = ("user", "guest", "tax_advisor", "integration")
PROJECT_STATUSES = ("running", "closed")
SUB_TASKS = Field("tasks.parent_task_id", "tri", TRI, frozenset({"with", "only", "without"}))
COMPUTED = ("planned_hours",)
"""The aliases of `computed_fields`: each workspace of the real service has its own [G]."""

_PROJECT_STATUS = Field("projects.status", "enum", ENUM0, frozenset(PROJECT_STATUSES))

USERS = Listing(
    source="users",
    key="users.id",
    sorts={name: f"folded(users.{name})" for name in ("first_name", "last_name", "email")},
    filters={
        "first_name": _text("users.first_name"),
        "last_name": _text("users.last_name"),
        "email": _text("users.email"),
        "type": Field("users.type", "enum", ENUM0, frozenset(USER_TYPES)),
    },
)

CLIENTS = Listing(
    source="clients",
    key="clients.id",
    sorts={"name": "folded(clients.name)", "shortcode": "folded(COALESCE(clients.shortcode, ''))"},
    filters={
        "name": _text("clients.name"),
        "shortcode": _text("clients.shortcode"),
        "primary_contact.id": _id("clients.primary_contact_id"),
        "origin_space.id": _id("NULL"),
    },
)

_TAGS = Relation(
    source="project_tags JOIN tags ON tags.id = project_tags.tag_id",
    link="project_tags.project_id = projects.id",
    fields={"title": _text("tags.title")},
)

_TEAM = Relation(
    source="members JOIN users ON users.id = members.user_id",
    link="members.project_id = projects.id AND users.type <> 'guest'",
    fields={
        "id": _id("users.id"),
        "email": _text("users.email"),
        "space.id": _id("(SELECT value FROM notes WHERE name = 'space_id')"),
        "space.name": _text("(SELECT value FROM notes WHERE name = 'space_name')"),
        "added_at": _moment("members.added_at"),
    },
)

PROJECTS = Listing(
    source=(
        "projects JOIN clients ON clients.id = projects.client_id "
        "LEFT JOIN project_types ON project_types.id = projects.project_type_id"
    ),
    key="projects.id",
    sorts={
        **{name: f"folded(projects.{name})" for name in ("shortcode", "title")},
        **{name: f"projects.{name}" for name in ("updated_at", "created_at")},
        # As text of a fixed length, because a cursor holds texts.
        **{
            f"computed_fields.{alias}": (
                f"printf('%020.3f', COALESCE(json_extract(projects.computed_fields, '$.{alias}'), 0))"
            )
            for alias in COMPUTED
        },
    },
    includes=frozenset({"team", "guests", "tags", "client", "client.primary_contact"}),
    filters={
        "shortcode": _text("projects.shortcode"),
        "title": _text("projects.title"),
        "status": _PROJECT_STATUS,
        "is_acquisition": Field("projects.is_acquisition", "bool", BOOL),
        "client.id": _id("projects.client_id"),
        "client.name": _text("clients.name"),
        "client.shortcode": _text("clients.shortcode"),
        "client.primary_contact_id": _id("clients.primary_contact_id"),
        "project_type.title": _text("project_types.title"),
        "project_type.id": _id("projects.project_type_id"),
        "created_by": _id("projects.created_by"),
        "created_at": _moment("projects.created_at"),
        "start_date": Field("projects.start_date", "date", DATE),
        "end_date": Field("projects.end_date", "date", DATE),
        "tags": _TAGS,
        "team": _TEAM,
    },
)

TASKS = Listing(
    # CROSS keeps SQLite from starting with the boards, which would sort every card for every page.
    source=(
        "tasks CROSS JOIN projects ON projects.id = tasks.project_id "
        "CROSS JOIN clients ON clients.id = projects.client_id"
    ),
    key="tasks.id",
    sorts={
        "title": "folded(tasks.title)",
        **{name: f"tasks.{name}" for name in ("uri", "status", "updated_at", "created_at")},
        "due_date": "COALESCE(tasks.due_date, '')",
    },
    includes=frozenset({"project", "watchers", "client", "parent_task", "sub_tasks"}),
    filters={
        "title": _text("tasks.title"),
        "uri": _text("tasks.uri"),
        "sub_tasks_in_list": SUB_TASKS,
        "due_date": Field("tasks.due_date", "date", DATE),
        # The plus keeps SQLite from collecting half of all cards by column only to sort them.
        "status": Field("+tasks.status", "enum", ENUM, frozenset(STATUSES)),
        "project.id": _id("tasks.project_id"),
        "project.external_id": _text("projects.external_id"),
        "project.shortcode": _text("projects.shortcode"),
        "project.name": _text("projects.title"),
        "project.status": _PROJECT_STATUS,
        "client.id": _id("projects.client_id"),
        "client.external_id": _text("clients.external_id"),
        "client.name": _text("clients.name"),
        "client.shortcode": _text("clients.shortcode"),
        "assignee.id": _id("tasks.assignee_id"),
    },
)
EXTERNAL_ID = {"external_id": _text("tasks.external_id")}
"""A guess [G] with its own switch."""

EFFORT_TYPES = ("admin", "project")
EFFORTS = Listing(
    source=(
        "efforts JOIN users ON users.id = efforts.user_id LEFT JOIN projects ON projects.id = efforts.project_id "
        "LEFT JOIN clients ON clients.id = projects.client_id"
    ),
    key="efforts.id",
    sorts={"date": "efforts.date"},
    filters={
        "date": Field("efforts.date", "date", DATE),
        "type": Field("efforts.type", "enum", ENUM, frozenset(EFFORT_TYPES)),
        "project.id": _id("efforts.project_id"),
        "project.external_id": _text("projects.external_id"),
        "project.shortcode": _text("projects.shortcode"),
        "project.name": _text("projects.title"),
        "client.id": _id("projects.client_id"),
        "client.external_id": _text("clients.external_id"),
        "client.name": _text("clients.name"),
        "client.shortcode": _text("clients.shortcode"),
        "user.id": _id("efforts.user_id"),
        "user.email": _text("users.email"),
        "epic.id": _id("NULL"),
    },
)
"""Sort and filters are documented [V], path and fields are not [G]."""

THREADS = Listing(source="comments", key="comments.id", sorts={"created_at": "comments.created_at"})
"""All assumed [G]; no filter, no include."""
