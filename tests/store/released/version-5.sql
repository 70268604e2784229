-- A store as version 5 left it in the middle of work; written by that version itself, never edited.
CREATE TABLE outbox (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, change TEXT NOT NULL,
        made_at TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, detail TEXT NOT NULL, theirs TEXT,
        attempts INTEGER NOT NULL, not_before TEXT, sent_at TEXT, status INTEGER NOT NULL DEFAULT 0, origin TEXT) STRICT;
CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE history (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, change TEXT NOT NULL, inverse TEXT,
        made_at TEXT NOT NULL, undone INTEGER NOT NULL, card TEXT, gesture TEXT, outcome TEXT, redo INTEGER, undone_by TEXT, undone_card TEXT) STRICT;
CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE walks (name TEXT PRIMARY KEY, cursor TEXT, candidate TEXT, done INTEGER NOT NULL) STRICT;
CREATE TABLE base (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
        place TEXT NOT NULL, raw BLOB NOT NULL, UNIQUE (kind, id)) STRICT;
CREATE VIRTUAL TABLE search_titles USING fts5(
        words, tokenize = 'ascii', prefix = '2 3', columnsize = 0);
CREATE VIRTUAL TABLE search_texts USING fts5(
        words, tokenize = 'ascii', prefix = '2 3', columnsize = 0);
CREATE TABLE search_cards (number INTEGER PRIMARY KEY, place INTEGER NOT NULL UNIQUE) STRICT;
CREATE TABLE search_stale (number INTEGER PRIMARY KEY) STRICT;
CREATE TABLE search_state (one INTEGER PRIMARY KEY CHECK (one = 1), built INTEGER NOT NULL) STRICT;
CREATE TABLE cards (number INTEGER PRIMARY KEY, key TEXT NOT NULL, id TEXT NOT NULL, board TEXT NOT NULL, col INTEGER NOT NULL, alone INTEGER NOT NULL, due TEXT NOT NULL, title TEXT NOT NULL, parent TEXT, assignee TEXT, priority INTEGER NOT NULL, priority_id TEXT, newest INTEGER NOT NULL, created INTEGER NOT NULL, rank REAL NOT NULL) STRICT;
CREATE TABLE counts (board TEXT, col INTEGER, alone INTEGER, n INTEGER NOT NULL, PRIMARY KEY (board, col, alone)) STRICT, WITHOUT ROWID;
CREATE TABLE priorities (id TEXT PRIMARY KEY, title TEXT NOT NULL, color TEXT, position INTEGER NOT NULL, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stale_threads (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE ranks (board TEXT, key TEXT, rank REAL NOT NULL, PRIMARY KEY (board, key)) STRICT;
CREATE TABLE words (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO outbox VALUES (1, '7831aad5-2702-4b3f-99bc-ea892c32e732', 1, '{"version":1,"kind":"edit_card","card":"t1","was":{"title":"Navigation"},"wished":{"title":"Unterwegs umbenannt"}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (2, '1163c06e-692e-4a84-9a42-8044160885b9', 2, '{"version":1,"kind":"edit_card","card":"t2","was":{"column":"New"},"wished":{"column":"WIP"}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (3, 'd4fbbdba-ce94-4ac8-a0d5-d2445c8caa99', 3, '{"version":1,"kind":"edit_card","card":"t3","was":{"due":null,"assignee":null},"wished":{"due":"2026-12-24","assignee":"p2"}}', '2026-11-24T12:00:00+00:00', 'in_flight', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (4, 'f539510f-6e2e-4aee-ac43-601b585191bb', 4, '{"version":1,"kind":"delete_card","card":"t4","seen":null}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (5, '4f3f99a7-383b-4834-8e7a-6aa4ac4dfe94', 5, '{"version":1,"kind":"create_card","card":"kd-a926a273-af01-4bec-82a8-6c76f043201b","board":"b2","fields":{"title":"Im Zug angelegt","column":"New","due":null,"assignee":null,"description":"<p>Gr\u00f6\u00dfe</p>","parent":null,"is_public":false}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (6, '37f71e20-a022-4ccd-8d1e-b1fc95c35c22', 6, '{"version":1,"kind":"add_comment","comment":"kd-e75029a4-c3c0-42a7-a0e2-4f53b8c65306","card":"kd-a926a273-af01-4bec-82a8-6c76f043201b","text":"<p>Im Zug gesagt</p>","is_public":false}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (7, '5edda851-6821-436c-8564-d54894a9fb1e', 7, '{"version":1,"kind":"edit_card","card":"t1","was":{"description":""},"wished":{"description":"<p>doch nicht</p>"}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (8, '9c4df1e4-6402-4344-af41-e096604c215e', 8, '{"version":1,"kind":"edit_card","card":"t1","was":{"description":"<p>doch nicht</p>"},"wished":{"description":""}}', '2026-11-24T12:00:00+00:00', 'pending', NULL, '', NULL, 0, NULL, NULL, 0, NULL);
INSERT INTO outbox VALUES (9, '58a4f0fc-a69b-42ce-9492-aad9ea643d71', 9, '{"version":1,"kind":"edit_card","card":"t2","was":{"title":"Footer"},"wished":{"title":"Strittig"}}', '2026-11-24T12:00:00+00:00', 'parked', 'changed_there', '', '{"title":"Anders"}', 0, NULL, NULL, 0, NULL);
INSERT INTO drafts VALUES ('comment:t1', 'halb geschrieben');
INSERT INTO history VALUES (1, '7831aad5-2702-4b3f-99bc-ea892c32e732', '{"version":1,"kind":"edit_card","card":"t1","was":{"title":"Navigation"},"wished":{"title":"Unterwegs umbenannt"}}', '{"version":1,"kind":"edit_card","card":"t1","was":{"title":"Unterwegs umbenannt"},"wished":{"title":"Navigation"}}', '2026-11-24T12:00:00+00:00', 0, 't1', NULL, NULL, NULL, NULL, NULL);
INSERT INTO history VALUES (2, '1163c06e-692e-4a84-9a42-8044160885b9', '{"version":1,"kind":"edit_card","card":"t2","was":{"column":"New"},"wished":{"column":"WIP"}}', '{"version":1,"kind":"edit_card","card":"t2","was":{"column":"WIP"},"wished":{"column":"New"}}', '2026-11-24T12:00:00+00:00', 0, 't2', NULL, NULL, NULL, NULL, NULL);
INSERT INTO history VALUES (3, 'd4fbbdba-ce94-4ac8-a0d5-d2445c8caa99', '{"version":1,"kind":"edit_card","card":"t3","was":{"due":null,"assignee":null},"wished":{"due":"2026-12-24","assignee":"p2"}}', '{"version":1,"kind":"edit_card","card":"t3","was":{"due":"2026-12-24","assignee":"p2"},"wished":{"due":null,"assignee":null}}', '2026-11-24T12:00:00+00:00', 0, 't3', NULL, NULL, NULL, NULL, NULL);
INSERT INTO history VALUES (4, 'f539510f-6e2e-4aee-ac43-601b585191bb', '{"version":1,"kind":"delete_card","card":"t4","seen":null}', '{"version":1,"kind":"create_card","card":"t4","board":"b1","fields":{"title":"Archive","column":"Closed","due":null,"assignee":null,"description":"","parent":null,"is_public":false,"priority":null}}', '2026-11-24T12:00:00+00:00', 0, 't4', NULL, NULL, NULL, NULL, NULL);
INSERT INTO history VALUES (5, '4f3f99a7-383b-4834-8e7a-6aa4ac4dfe94', '{"version":1,"kind":"create_card","card":"kd-a926a273-af01-4bec-82a8-6c76f043201b","board":"b2","fields":{"title":"Im Zug angelegt","column":"New","due":null,"assignee":null,"description":"<p>Gr\u00f6\u00dfe</p>","parent":null,"is_public":false}}', '{"version":1,"kind":"delete_card","card":"kd-a926a273-af01-4bec-82a8-6c76f043201b","seen":null}', '2026-11-24T12:00:00+00:00', 0, 'kd-a926a273-af01-4bec-82a8-6c76f043201b', NULL, NULL, NULL, NULL, NULL);
INSERT INTO history VALUES (6, '37f71e20-a022-4ccd-8d1e-b1fc95c35c22', '{"version":1,"kind":"add_comment","comment":"kd-e75029a4-c3c0-42a7-a0e2-4f53b8c65306","card":"kd-a926a273-af01-4bec-82a8-6c76f043201b","text":"<p>Im Zug gesagt</p>","is_public":false}', NULL, '2026-11-24T12:00:00+00:00', 0, 'kd-a926a273-af01-4bec-82a8-6c76f043201b', NULL, NULL, NULL, NULL, NULL);
INSERT INTO history VALUES (7, '5edda851-6821-436c-8564-d54894a9fb1e', '{"version":1,"kind":"edit_card","card":"t1","was":{"description":""},"wished":{"description":"<p>doch nicht</p>"}}', '{"version":1,"kind":"edit_card","card":"t1","was":{"description":"<p>doch nicht</p>"},"wished":{"description":""}}', '2026-11-24T12:00:00+00:00', 1, 't1', NULL, NULL, NULL, '9c4df1e4-6402-4344-af41-e096604c215e', 't1');
INSERT INTO history VALUES (8, '9c4df1e4-6402-4344-af41-e096604c215e', '{"version":1,"kind":"edit_card","card":"t1","was":{"description":"<p>doch nicht</p>"},"wished":{"description":""}}', NULL, '2026-11-24T12:00:00+00:00', 0, 't1', NULL, NULL, NULL, NULL, NULL);
INSERT INTO history VALUES (9, '58a4f0fc-a69b-42ce-9492-aad9ea643d71', '{"version":1,"kind":"edit_card","card":"t2","was":{"title":"Footer"},"wished":{"title":"Strittig"}}', '{"version":1,"kind":"edit_card","card":"t2","was":{"title":"Strittig"},"wished":{"title":"Footer"}}', '2026-11-24T12:00:00+00:00', 0, 't2', NULL, NULL, NULL, NULL, NULL);
INSERT INTO local VALUES ('folded:b1', '[1]');
INSERT INTO meta VALUES ('me', '{"id": "p1", "first_name": "Mira", "last_name": "Kessler", "email": "mira@x.test"}');
INSERT INTO base VALUES (1, 'client', 'c1', 'c1', '', X'7B226964223A20226331222C20226E616D65223A2022426572676D616E6E222C202273686F7274636F6465223A2022424D227D');
INSERT INTO base VALUES (2, 'client', 'c2', 'c2', '', X'7B226964223A20226332222C20226E616D65223A2022416E64657273222C202273686F7274636F6465223A2022414E227D');
INSERT INTO base VALUES (3, 'board', 'b1', 'b1', '', X'7B226964223A20226231222C20227469746C65223A202257656273697465222C202273686F7274636F6465223A2022574542222C2022737461747573223A202272756E6E696E67222C2022636C69656E74223A207B226964223A20226331227D7D');
INSERT INTO base VALUES (4, 'board', 'b2', 'b2', '', X'7B226964223A20226232222C20227469746C65223A2022417070222C202273686F7274636F6465223A2022415050222C2022737461747573223A202272756E6E696E67222C2022636C69656E74223A207B226964223A20226332227D7D');
INSERT INTO base VALUES (5, 'board', 'b3', 'b3', '', X'7B226964223A20226233222C20227469746C65223A20224F6C64222C202273686F7274636F6465223A20224F4C44222C2022737461747573223A2022636C6F736564222C2022636C69656E74223A207B226964223A20226332227D7D');
INSERT INTO base VALUES (6, 'board', 'b4', 'b4', '', X'7B226964223A20226234222C20227469746C65223A20225477696E222C202273686F7274636F6465223A2022617070222C2022737461747573223A202272756E6E696E67222C2022636C69656E74223A207B226964223A20226331227D7D');
INSERT INTO base VALUES (7, 'person', 'p1', 'p1', '', X'7B226964223A20227031222C202266697273745F6E616D65223A20224D697261222C20226C6173745F6E616D65223A20224B6573736C6572222C2022656D61696C223A20226D69726140782E74657374227D');
INSERT INTO base VALUES (8, 'person', 'p2', 'p2', '', X'7B226964223A20227032222C202266697273745F6E616D65223A20224A6F6E6173222C20226C6173745F6E616D65223A20224272616E6474222C2022656D61696C223A20226A6F6E617340782E74657374227D');
INSERT INTO base VALUES (9, 'person', 'p3', 'p3', '', X'7B226964223A20227033222C202266697273745F6E616D65223A20224A6F6E6173222C20226C6173745F6E616D65223A20224272616E6474222C2022656D61696C223A20226F7468657240782E74657374227D');
INSERT INTO base VALUES (10, 'card', 't1', 't1', 'b1', X'7B226964223A20227431222C202270726F6A6563745F6964223A20226231222C20227469746C65223A20224E617669676174696F6E222C2022737461747573223A2022574950222C2022757064617465645F6174223A2022323032362D31312D32345431323A30303A30302B30303A3030227D');
INSERT INTO base VALUES (11, 'card', 't2', 't2', 'b1', X'7B226964223A20227432222C202270726F6A6563745F6964223A20226231222C20227469746C65223A2022466F6F746572222C2022737461747573223A20224E6577222C2022706172656E745F7461736B5F6964223A20227431227D');
INSERT INTO base VALUES (12, 'card', 't3', 't3', 'b1', X'7B226964223A20227433222C202270726F6A6563745F6964223A20226231222C20227469746C65223A2022486561646572222C2022737461747573223A2022436F6D706C65746564222C2022706172656E745F7461736B5F6964223A20227431227D');
INSERT INTO base VALUES (13, 'card', 't4', 't4', 'b1', X'7B226964223A20227434222C202270726F6A6563745F6964223A20226231222C20227469746C65223A202241726368697665222C2022737461747573223A2022436C6F736564227D');
INSERT INTO search_state VALUES (1, 0);
INSERT INTO cards VALUES (10, 't1', 't1', 'b1', 2, 1, '9999-12-31', 'navigation', NULL, NULL, 1000000, NULL, -1795521600000000, 4611686018427387904, 1.0);
INSERT INTO cards VALUES (11, 't2', 't2', 'b1', 1, 0, '9999-12-31', 'footer', 't1', NULL, 1000000, NULL, -4611686018427387904, 4611686018427387904, 0.0);
INSERT INTO cards VALUES (12, 't3', 't3', 'b1', 3, 0, '9999-12-31', 'header', 't1', NULL, 1000000, NULL, -4611686018427387904, 4611686018427387904, 9.0e+999);
INSERT INTO cards VALUES (13, 't4', 't4', 'b1', 5, 1, '9999-12-31', 'archive', NULL, NULL, 1000000, NULL, -4611686018427387904, 4611686018427387904, 9.0e+999);
INSERT INTO counts VALUES ('b1', 1, 0, 1);
INSERT INTO counts VALUES ('b1', 2, 1, 1);
INSERT INTO counts VALUES ('b1', 3, 0, 1);
INSERT INTO counts VALUES ('b1', 5, 1, 1);
INSERT INTO ranks VALUES ('b1', 't2', 0.0);
INSERT INTO ranks VALUES ('b1', 't1', 1.0);
CREATE INDEX base_by_place ON base (kind, place);
CREATE INDEX history_by_card ON history (card);
CREATE INDEX base_own_key ON base (key) WHERE kind = 'card' AND key <> id;
CREATE TRIGGER search_added_card AFTER INSERT ON base WHEN new.kind = 'card' BEGIN  INSERT INTO search_stale (number) VALUES (new.number) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER search_left_card AFTER UPDATE ON base WHEN old.kind = 'card' BEGIN  INSERT INTO search_stale (number) VALUES (old.number) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER search_changed_card AFTER UPDATE ON base WHEN new.kind = 'card' BEGIN  INSERT INTO search_stale (number) VALUES (new.number) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER search_removed_card AFTER DELETE ON base WHEN old.kind = 'card' BEGIN  INSERT INTO search_stale (number) VALUES (old.number) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER search_added_comment AFTER INSERT ON base WHEN new.kind = 'comment' BEGIN INSERT INTO stale_threads (key) VALUES (new.place) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER search_left_comment AFTER UPDATE ON base WHEN old.kind = 'comment' BEGIN INSERT INTO stale_threads (key) VALUES (old.place) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER search_changed_comment AFTER UPDATE ON base WHEN new.kind = 'comment' BEGIN INSERT INTO stale_threads (key) VALUES (new.place) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER search_removed_comment AFTER DELETE ON base WHEN old.kind = 'comment' BEGIN INSERT INTO stale_threads (key) VALUES (old.place) ON CONFLICT DO NOTHING; END;
CREATE INDEX cards_by_key ON cards (key);
CREATE INDEX cards_by_due ON cards (board, col, alone, due, title, key);
CREATE INDEX cards_by_parent ON cards (parent) WHERE parent IS NOT NULL;
CREATE INDEX cards_by_assignee ON cards (assignee, col, board) WHERE assignee IS NOT NULL;
CREATE INDEX cards_by_change ON cards (newest, key);
CREATE INDEX cards_by_board_change ON cards (board, newest, key);
CREATE INDEX cards_by_creation ON cards (created);
PRAGMA user_version = 5;
