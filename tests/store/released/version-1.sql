-- A store as version 1 left it in the middle of work; written by that version itself, never edited.
CREATE TABLE outbox (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, change TEXT NOT NULL,
        made_at TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, detail TEXT NOT NULL, theirs TEXT,
        attempts INTEGER NOT NULL, not_before TEXT, sent_at TEXT) STRICT;
CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE history (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, change TEXT NOT NULL, inverse TEXT,
        made_at TEXT NOT NULL, undone INTEGER NOT NULL) STRICT;
CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE walks (name TEXT PRIMARY KEY, cursor TEXT, candidate TEXT, done INTEGER NOT NULL) STRICT;
CREATE TABLE base (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
        place TEXT NOT NULL, raw BLOB NOT NULL, UNIQUE (kind, id)) STRICT;
INSERT INTO outbox VALUES (1, '4f7031bc-1d76-4b98-aeaa-c20b5ca6c9e1', 1, '{"version":1,"kind":"edit_card","card":"t1","was":{"title":"Navigation"},"wished":{"title":"Unterwegs umbenannt"}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (2, 'd1ac6910-7f09-40c8-95d1-02484cf82e0d', 2, '{"version":1,"kind":"edit_card","card":"t2","was":{"column":"New"},"wished":{"column":"WIP"}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (3, '773c04c8-cc36-4e97-b518-96fbed660b3d', 3, '{"version":1,"kind":"edit_card","card":"t3","was":{"due":null,"assignee":null},"wished":{"due":"2026-12-24","assignee":"p2"}}', '2026-11-24T12:00:00+00:00', 'in_flight', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (4, '36905ab7-657b-4f7c-9c73-a2359ddf3268', 4, '{"version":1,"kind":"delete_card","card":"t4","seen":null}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (5, '4be9465a-8272-4345-be5b-9dd389f83489', 5, '{"version":1,"kind":"create_card","card":"kd-fad3352d-0291-4730-9e8a-3010e37cabe1","board":"b2","fields":{"title":"Im Zug angelegt","column":"New","due":null,"assignee":null,"description":"<p>Gr\u00f6\u00dfe</p>","parent":null,"is_public":false}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (6, '489f8979-648c-43a4-b17e-e74a4aa06b14', 6, '{"version":1,"kind":"add_comment","comment":"kd-fec957c2-435c-41f6-95ea-b13cfee6d8fd","card":"kd-fad3352d-0291-4730-9e8a-3010e37cabe1","text":"<p>Im Zug gesagt</p>","is_public":false}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (7, '9e87a4e7-31c6-48ea-9052-812eb90a5149', 7, '{"version":1,"kind":"edit_card","card":"t1","was":{"description":""},"wished":{"description":"<p>doch nicht</p>"}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (8, 'cf18a2bd-1904-484d-af6f-2439ae401dfe', 8, '{"version":1,"kind":"edit_card","card":"t1","was":{"description":"<p>doch nicht</p>"},"wished":{"description":""}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL);
INSERT INTO outbox VALUES (9, 'fdaedc5c-a4cd-40aa-9245-fbef750cac44', 9, '{"version":1,"kind":"edit_card","card":"t2","was":{"title":"Footer"},"wished":{"title":"Strittig"}}', '2026-11-24T12:00:00+00:00', 'parked', 'changed_there', '', '{"title":"Anders"}', 0, NULL, NULL);
INSERT INTO drafts VALUES ('comment:t1', 'halb geschrieben');
INSERT INTO history VALUES (1, '4f7031bc-1d76-4b98-aeaa-c20b5ca6c9e1', '{"version":1,"kind":"edit_card","card":"t1","was":{"title":"Navigation"},"wished":{"title":"Unterwegs umbenannt"}}', '{"version":1,"kind":"edit_card","card":"t1","was":{"title":"Unterwegs umbenannt"},"wished":{"title":"Navigation"}}', '2026-11-24T12:00:00+00:00', 0);
INSERT INTO history VALUES (2, 'd1ac6910-7f09-40c8-95d1-02484cf82e0d', '{"version":1,"kind":"edit_card","card":"t2","was":{"column":"New"},"wished":{"column":"WIP"}}', '{"version":1,"kind":"edit_card","card":"t2","was":{"column":"WIP"},"wished":{"column":"New"}}', '2026-11-24T12:00:00+00:00', 0);
INSERT INTO history VALUES (3, '773c04c8-cc36-4e97-b518-96fbed660b3d', '{"version":1,"kind":"edit_card","card":"t3","was":{"due":null,"assignee":null},"wished":{"due":"2026-12-24","assignee":"p2"}}', '{"version":1,"kind":"edit_card","card":"t3","was":{"due":"2026-12-24","assignee":"p2"},"wished":{"due":null,"assignee":null}}', '2026-11-24T12:00:00+00:00', 0);
INSERT INTO history VALUES (4, '36905ab7-657b-4f7c-9c73-a2359ddf3268', '{"version":1,"kind":"delete_card","card":"t4","seen":null}', '{"version":1,"kind":"create_card","card":"t4","board":"b1","fields":{"title":"Archive","column":"Closed","due":null,"assignee":null,"description":"","parent":null,"is_public":false}}', '2026-11-24T12:00:00+00:00', 0);
INSERT INTO history VALUES (5, '4be9465a-8272-4345-be5b-9dd389f83489', '{"version":1,"kind":"create_card","card":"kd-fad3352d-0291-4730-9e8a-3010e37cabe1","board":"b2","fields":{"title":"Im Zug angelegt","column":"New","due":null,"assignee":null,"description":"<p>Gr\u00f6\u00dfe</p>","parent":null,"is_public":false}}', '{"version":1,"kind":"delete_card","card":"kd-fad3352d-0291-4730-9e8a-3010e37cabe1","seen":null}', '2026-11-24T12:00:00+00:00', 0);
INSERT INTO history VALUES (6, '489f8979-648c-43a4-b17e-e74a4aa06b14', '{"version":1,"kind":"add_comment","comment":"kd-fec957c2-435c-41f6-95ea-b13cfee6d8fd","card":"kd-fad3352d-0291-4730-9e8a-3010e37cabe1","text":"<p>Im Zug gesagt</p>","is_public":false}', NULL, '2026-11-24T12:00:00+00:00', 0);
INSERT INTO history VALUES (7, '9e87a4e7-31c6-48ea-9052-812eb90a5149', '{"version":1,"kind":"edit_card","card":"t1","was":{"description":""},"wished":{"description":"<p>doch nicht</p>"}}', '{"version":1,"kind":"edit_card","card":"t1","was":{"description":"<p>doch nicht</p>"},"wished":{"description":""}}', '2026-11-24T12:00:00+00:00', 1);
INSERT INTO history VALUES (8, 'cf18a2bd-1904-484d-af6f-2439ae401dfe', '{"version":1,"kind":"edit_card","card":"t1","was":{"description":"<p>doch nicht</p>"},"wished":{"description":""}}', NULL, '2026-11-24T12:00:00+00:00', 0);
INSERT INTO history VALUES (9, 'fdaedc5c-a4cd-40aa-9245-fbef750cac44', '{"version":1,"kind":"edit_card","card":"t2","was":{"title":"Footer"},"wished":{"title":"Strittig"}}', '{"version":1,"kind":"edit_card","card":"t2","was":{"title":"Strittig"},"wished":{"title":"Footer"}}', '2026-11-24T12:00:00+00:00', 0);
INSERT INTO local VALUES ('folded:b1', '[1]');
INSERT INTO meta VALUES ('me', '{"id": "p1", "first_name": "Mira", "last_name": "Kessler", "email": "mira@x.test"}');
INSERT INTO base VALUES (1, 'client', 'c1', 'c1', '', CAST('{"id": "c1", "name": "Bergmann", "shortcode": "BM"}' AS BLOB));
INSERT INTO base VALUES (2, 'client', 'c2', 'c2', '', CAST('{"id": "c2", "name": "Anders", "shortcode": "AN"}' AS BLOB));
INSERT INTO base VALUES (3, 'board', 'b1', 'b1', '', CAST('{"id": "b1", "title": "Website", "shortcode": "WEB", "status": "running", "client": {"id": "c1"}}' AS BLOB));
INSERT INTO base VALUES (4, 'board', 'b2', 'b2', '', CAST('{"id": "b2", "title": "App", "shortcode": "APP", "status": "running", "client": {"id": "c2"}}' AS BLOB));
INSERT INTO base VALUES (5, 'board', 'b3', 'b3', '', CAST('{"id": "b3", "title": "Old", "shortcode": "OLD", "status": "closed", "client": {"id": "c2"}}' AS BLOB));
INSERT INTO base VALUES (6, 'board', 'b4', 'b4', '', CAST('{"id": "b4", "title": "Twin", "shortcode": "app", "status": "running", "client": {"id": "c1"}}' AS BLOB));
INSERT INTO base VALUES (7, 'person', 'p1', 'p1', '', CAST('{"id": "p1", "first_name": "Mira", "last_name": "Kessler", "email": "mira@x.test"}' AS BLOB));
INSERT INTO base VALUES (8, 'person', 'p2', 'p2', '', CAST('{"id": "p2", "first_name": "Jonas", "last_name": "Brandt", "email": "jonas@x.test"}' AS BLOB));
INSERT INTO base VALUES (9, 'person', 'p3', 'p3', '', CAST('{"id": "p3", "first_name": "Jonas", "last_name": "Brandt", "email": "other@x.test"}' AS BLOB));
INSERT INTO base VALUES (10, 'card', 't1', 't1', 'b1', CAST('{"id": "t1", "project_id": "b1", "title": "Navigation", "status": "WIP", "updated_at": "2026-11-24T12:00:00+00:00"}' AS BLOB));
INSERT INTO base VALUES (11, 'card', 't2', 't2', 'b1', CAST('{"id": "t2", "project_id": "b1", "title": "Footer", "status": "New", "parent_task_id": "t1"}' AS BLOB));
INSERT INTO base VALUES (12, 'card', 't3', 't3', 'b1', CAST('{"id": "t3", "project_id": "b1", "title": "Header", "status": "Completed", "parent_task_id": "t1"}' AS BLOB));
INSERT INTO base VALUES (13, 'card', 't4', 't4', 'b1', CAST('{"id": "t4", "project_id": "b1", "title": "Archive", "status": "Closed"}' AS BLOB));
CREATE INDEX base_by_place ON base (kind, place);
PRAGMA user_version = 1;
