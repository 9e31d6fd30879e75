-- Keeps the entries of one kind of record in step with its table: run once for each kind.
CREATE TRIGGER {kind}_added AFTER INSERT ON {table} BEGIN
    INSERT INTO searchable SELECT NULL, * FROM record_words WHERE kind = '{kind}' AND record_id = new.id;
END;
CREATE TRIGGER {kind}_edited AFTER UPDATE ON {table} BEGIN
    DELETE FROM searchable WHERE record_id = old.id;
    INSERT INTO searchable SELECT NULL, * FROM record_words WHERE kind = '{kind}' AND record_id = new.id;
END;
CREATE TRIGGER {kind}_removed AFTER DELETE ON {table} BEGIN
    DELETE FROM searchable WHERE record_id = old.id;
END;
