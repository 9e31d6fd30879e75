CREATE TABLE campaign (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    organisation TEXT NOT NULL,
    states TEXT NOT NULL,
    language TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    current_plan TEXT NOT NULL
);

CREATE TABLE stream (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    public_key TEXT NOT NULL,
    secret TEXT,
    age_recipient TEXT NOT NULL,
    age_identity TEXT NOT NULL,
    succeeds TEXT NOT NULL,
    succeeds_number INTEGER NOT NULL,
    succeeds_digest TEXT NOT NULL,
    succeeds_proof TEXT NOT NULL,
    started_at TEXT NOT NULL
);

CREATE TABLE activity (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    start DATE,
    "end" DATE,
    precision TEXT NOT NULL,
    objectives TEXT NOT NULL,
    result TEXT NOT NULL,
    details TEXT NOT NULL,
    place TEXT NOT NULL,
    states TEXT NOT NULL,
    level TEXT NOT NULL,
    treaty TEXT NOT NULL,
    institutions TEXT NOT NULL,
    people TEXT NOT NULL,
    people_shared BOOLEAN NOT NULL,
    state_response TEXT NOT NULL,
    participants INTEGER,
    women INTEGER,
    men INTEGER,
    under_18 INTEGER,
    aged_18_to_59 INTEGER,
    aged_60_and_over INTEGER,
    persons_with_disabilities INTEGER,
    survivors INTEGER,
    media_reach TEXT NOT NULL,
    reached INTEGER,
    cost TEXT,
    currency TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    planned_activity TEXT NOT NULL,
    event TEXT NOT NULL,
    alert TEXT NOT NULL,
    commitment TEXT NOT NULL,
    tags TEXT NOT NULL,
    state TEXT NOT NULL,
    sharing TEXT NOT NULL
);

-- Each order of the list has an index that answers it alone: rows are wide, and reading them is what costs.
CREATE INDEX activity_by_start ON activity (start DESC, key DESC, id, type, state, sharing)
    WHERE trashed_at IS NULL;
CREATE INDEX activity_by_title ON activity (title COLLATE NOCASE, key DESC, id) WHERE trashed_at IS NULL;
CREATE INDEX activity_by_place ON activity (place COLLATE NOCASE, key DESC, id) WHERE trashed_at IS NULL;
CREATE INDEX activity_by_tags ON activity (tags) WHERE tags <> '[]' AND trashed_at IS NULL;
CREATE INDEX activity_by_change ON activity (changed_at DESC, key DESC, id) WHERE trashed_at IS NULL;
CREATE INDEX activity_by_last_day ON activity (COALESCE("end", start)) WHERE trashed_at IS NULL;
CREATE INDEX activity_in_trash ON activity (trashed_at) WHERE trashed_at IS NOT NULL;
CREATE INDEX activity_by_grant ON activity (grant_id) WHERE grant_id <> '';
CREATE INDEX activity_by_planned ON activity (planned_activity) WHERE planned_activity <> '';
CREATE INDEX activity_by_event ON activity (event) WHERE event <> '';
CREATE INDEX activity_by_commitment ON activity (commitment) WHERE commitment <> '';

CREATE TABLE activity_objective (
    objective TEXT NOT NULL,
    activity INTEGER NOT NULL REFERENCES activity (key) ON DELETE CASCADE,
    PRIMARY KEY (objective, activity)
) WITHOUT ROWID;
CREATE INDEX activity_objective_by_activity ON activity_objective (activity);

-- Holds what is in the trash as well: whoever asks leaves that out.
CREATE VIRTUAL TABLE activity_search USING fts5 (
    title, names, text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE TRIGGER activity_added AFTER INSERT ON activity BEGIN
    INSERT INTO activity_objective SELECT DISTINCT value, new.key FROM json_each(new.objectives);
    INSERT INTO activity_search (rowid, title, names, text)
        SELECT new.key, new.title, new.institutions || ' ' || new.people,
            new.result || ' ' || new.details || ' ' || new.place || ' ' || new.state_response || ' ' || new.tags;
END;
CREATE TRIGGER activity_moved AFTER UPDATE OF objectives ON activity BEGIN
    DELETE FROM activity_objective WHERE activity = old.key;
    INSERT INTO activity_objective SELECT DISTINCT value, new.key FROM json_each(new.objectives);
END;
CREATE TRIGGER activity_reworded
AFTER UPDATE OF title, institutions, people, result, details, place, state_response, tags ON activity BEGIN
    DELETE FROM activity_search WHERE rowid = old.key;
    INSERT INTO activity_search (rowid, title, names, text)
        SELECT new.key, new.title, new.institutions || ' ' || new.people,
            new.result || ' ' || new.details || ' ' || new.place || ' ' || new.state_response || ' ' || new.tags;
END;
CREATE TRIGGER activity_removed AFTER DELETE ON activity BEGIN
    DELETE FROM activity_search WHERE rowid = old.key;
END;

CREATE TABLE promise (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    who TEXT NOT NULL,
    person TEXT NOT NULL,
    what TEXT NOT NULL,
    iso3 TEXT NOT NULL,
    made_on DATE,
    due DATE,
    state TEXT NOT NULL,
    settled_on DATE,
    how TEXT NOT NULL,
    objectives TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    sharing TEXT NOT NULL
);
CREATE INDEX promise_by_activity ON promise (activity_id) WHERE activity_id <> '';

CREATE TABLE follow_up (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    what TEXT NOT NULL,
    who TEXT NOT NULL,
    due DATE,
    done BOOLEAN NOT NULL,
    done_on DATE,
    activity_id TEXT NOT NULL,
    promise_id TEXT NOT NULL,
    sharing TEXT NOT NULL
);
CREATE INDEX follow_up_by_activity ON follow_up (activity_id) WHERE activity_id <> '';
CREATE INDEX follow_up_open ON follow_up (due) WHERE NOT done AND trashed_at IS NULL;

CREATE TABLE grant_ (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    programme TEXT NOT NULL,
    call TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    objectives TEXT NOT NULL,
    purpose TEXT NOT NULL,
    planned_results TEXT NOT NULL,
    currency TEXT NOT NULL,
    requested TEXT,
    awarded TEXT,
    payments TEXT NOT NULL,
    budget TEXT NOT NULL,
    local_currency TEXT NOT NULL,
    rate TEXT,
    rate_source TEXT NOT NULL,
    applied_on DATE,
    decided_on DATE,
    decided_by TEXT NOT NULL,
    agreed_on DATE,
    start DATE,
    "end" DATE,
    interim_report_due DATE,
    interim_reported_on DATE,
    report_due DATE,
    reported_on DATE,
    closed_on DATE,
    difficulties TEXT NOT NULL,
    next_steps TEXT NOT NULL,
    unspent TEXT NOT NULL,
    certified_by TEXT NOT NULL,
    sharing TEXT NOT NULL
);

CREATE TABLE expense (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    grant_id TEXT NOT NULL,
    date DATE,
    what TEXT NOT NULL,
    line TEXT NOT NULL,
    amount TEXT,
    currency TEXT NOT NULL,
    rate TEXT,
    rate_source TEXT NOT NULL,
    paid_to TEXT NOT NULL,
    receipt_missing TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    sharing TEXT NOT NULL
);
CREATE INDEX expense_by_grant ON expense (grant_id, date);

CREATE TABLE outcome (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    actor TEXT NOT NULL,
    change TEXT NOT NULL,
    "when" DATE,
    precision TEXT NOT NULL,
    place TEXT NOT NULL,
    significance TEXT NOT NULL,
    contribution TEXT NOT NULL,
    others TEXT NOT NULL,
    substantiation TEXT NOT NULL,
    outcome_kind TEXT NOT NULL,
    positive BOOLEAN NOT NULL,
    intended BOOLEAN NOT NULL,
    objectives TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    activities TEXT NOT NULL,
    promises TEXT NOT NULL,
    indicators TEXT NOT NULL,
    sharing TEXT NOT NULL
);
CREATE INDEX outcome_by_grant ON outcome (grant_id) WHERE grant_id <> '';

CREATE TABLE indicator_update (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    indicator TEXT NOT NULL,
    iso3 TEXT NOT NULL,
    date DATE,
    value TEXT NOT NULL,
    currency TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    sharing TEXT NOT NULL
);
CREATE INDEX indicator_update_by_indicator ON indicator_update (indicator, iso3, date);

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    original_sha256 TEXT NOT NULL,
    caption TEXT NOT NULL,
    taken_on DATE,
    source TEXT NOT NULL,
    sharing TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE INDEX evidence_by_record ON evidence (record_id);

-- What is found by words beside activities: one entry a record, none for what is in the trash. ``owner`` is
-- the record it hangs on, without which it is not found; ``shown_by`` is what opens to show it, most often
-- itself. The view says once what is looked through; schema_v1_search.sql keeps the entries of each table.
CREATE TABLE searchable (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    shown_by TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    day DATE,
    text TEXT NOT NULL
);

CREATE VIRTUAL TABLE searchable_words USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE TRIGGER searchable_added AFTER INSERT ON searchable BEGIN
    INSERT INTO searchable_words (rowid, title, text) VALUES (new.key, new.title, new.detail || ' ' || new.text);
END;
CREATE TRIGGER searchable_removed AFTER DELETE ON searchable BEGIN
    DELETE FROM searchable_words WHERE rowid = old.key;
END;

CREATE VIEW record_words (kind, record_id, owner, shown_by, title, detail, day, text) AS
    SELECT 'grant', id, '', id, title, call, start, purpose || ' ' || planned_results || ' ' || budget || ' ' ||
        decided_by || ' ' || difficulties || ' ' || next_steps
    FROM grant_ WHERE trashed_at IS NULL
    UNION ALL SELECT 'expense', id, grant_id, grant_id, what, paid_to, date, line
    FROM expense WHERE trashed_at IS NULL
    UNION ALL SELECT 'outcome', id, '', id, change, actor, "when", place || ' ' || significance || ' ' ||
        contribution || ' ' || others || ' ' || substantiation
    FROM outcome WHERE trashed_at IS NULL
    UNION ALL SELECT 'promise', id, activity_id, id, what, who, due, person || ' ' || how
    FROM promise WHERE trashed_at IS NULL
    UNION ALL SELECT 'follow_up', id, CASE activity_id WHEN '' THEN promise_id ELSE activity_id END, id, what,
        who, due, ''
    FROM follow_up WHERE trashed_at IS NULL
    UNION ALL SELECT 'indicator_update', id, '', indicator, value, source, date, ''
    FROM indicator_update WHERE trashed_at IS NULL
    UNION ALL SELECT 'evidence', id, record_id, record_id, name, caption, taken_on, source
    FROM evidence;

-- What hangs on a record that comes back comes back with it, under a revision above any that was taken back.
CREATE TRIGGER grant_back AFTER UPDATE OF trashed_at, sharing ON grant_
WHEN (old.trashed_at IS NOT NULL OR old.sharing = 'local') AND new.trashed_at IS NULL AND new.sharing <> 'local'
BEGIN
    UPDATE expense SET revision = revision + 1 WHERE grant_id = new.id;
END;
CREATE TRIGGER activity_back AFTER UPDATE OF trashed_at ON activity
WHEN old.trashed_at IS NOT NULL AND new.trashed_at IS NULL BEGIN
    UPDATE promise SET revision = revision + 1 WHERE activity_id = new.id AND activity_id <> '';
    UPDATE follow_up SET revision = revision + 1
    WHERE activity_id = new.id OR promise_id IN (SELECT id FROM promise WHERE activity_id = new.id);
END;
CREATE TRIGGER promise_back AFTER UPDATE OF trashed_at ON promise
WHEN old.trashed_at IS NOT NULL AND new.trashed_at IS NULL BEGIN
    UPDATE follow_up SET revision = revision + 1 WHERE promise_id = new.id;
END;

CREATE TABLE draft (
    form TEXT NOT NULL,
    record_id TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (form, record_id)
);

CREATE TABLE note (
    about TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

CREATE TABLE choice (
    about TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    seen TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (about, kind)
);

CREATE TABLE view_setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE undoable (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    title TEXT NOT NULL,
    undone_at TEXT
);

CREATE TABLE audit (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    action TEXT NOT NULL,
    changes TEXT NOT NULL,
    undoable INTEGER REFERENCES undoable (key)
);
CREATE INDEX audit_by_record ON audit (record_id, key);
CREATE INDEX audit_by_undoable ON audit (undoable) WHERE undoable IS NOT NULL;

CREATE TABLE plan_version (
    digest TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    origin TEXT NOT NULL,
    bundle_id TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_at TEXT,
    signer TEXT NOT NULL,
    raw BLOB NOT NULL,
    bundle BLOB,
    added_at TEXT NOT NULL
);
CREATE INDEX plan_version_by_plan ON plan_version (plan_id, sequence);

CREATE TABLE plan_pointer (
    plan_id TEXT PRIMARY KEY,
    digest TEXT REFERENCES plan_version (digest),
    highest_sequence INTEGER NOT NULL
);

CREATE TABLE plan_step (
    key INTEGER PRIMARY KEY,
    plan_id TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES plan_version (digest),
    action TEXT NOT NULL,
    at TEXT NOT NULL,
    before_plan TEXT NOT NULL,
    before_digest TEXT REFERENCES plan_version (digest),
    before_choices TEXT NOT NULL
);

CREATE TABLE plan_part (
    digest TEXT NOT NULL REFERENCES plan_version (digest),
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (digest, name)
);

CREATE TABLE trusted_key (
    public_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    added_at TEXT NOT NULL
);

CREATE TABLE key_list (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    raw BLOB NOT NULL,
    root TEXT NOT NULL,
    added_at TEXT NOT NULL
);

CREATE TABLE report (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL REFERENCES stream (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    plan_digest TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    previous_digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    iso3 TEXT NOT NULL,
    language TEXT NOT NULL,
    paper TEXT NOT NULL,
    replaces TEXT NOT NULL,
    left_out TEXT NOT NULL,
    records INTEGER NOT NULL,
    files INTEGER NOT NULL,
    all_public BOOLEAN NOT NULL,
    pdf BLOB NOT NULL,
    issued_at TEXT NOT NULL,
    sent_at TEXT,
    confirmed_at TEXT,
    UNIQUE (stream, number)
);

CREATE TABLE reported (
    report_id TEXT NOT NULL REFERENCES report (id),
    record_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (report_id, record_id)
);
CREATE INDEX reported_by_record ON reported (record_id, revision);

CREATE TABLE receipt (
    report_digest TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    taken_in_at TEXT NOT NULL
);

CREATE TABLE question (
    id TEXT PRIMARY KEY,
    report_digest TEXT NOT NULL REFERENCES receipt (report_digest),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT
);
CREATE INDEX question_by_record ON question (record_id);
