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
    follow_up TEXT NOT NULL,
    follow_up_due DATE,
    follow_up_done BOOLEAN NOT NULL,
    participants INTEGER,
    women INTEGER,
    men INTEGER,
    persons_with_disabilities INTEGER,
    survivors INTEGER,
    media_reach TEXT NOT NULL,
    cost TEXT,
    currency TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    planned_activity TEXT NOT NULL,
    event TEXT NOT NULL,
    alert TEXT NOT NULL,
    commitment TEXT NOT NULL,
    state TEXT NOT NULL,
    sharing TEXT NOT NULL
);

-- Each order of the list has an index that answers it alone: rows are wide, and reading them is what costs.
CREATE INDEX activity_by_start ON activity (start DESC, key DESC, id, type, state) WHERE trashed_at IS NULL;
CREATE INDEX activity_by_title ON activity (title COLLATE NOCASE, key DESC, id) WHERE trashed_at IS NULL;
CREATE INDEX activity_by_change ON activity (changed_at DESC, key DESC, id) WHERE trashed_at IS NULL;
CREATE INDEX activity_by_last_day ON activity (COALESCE("end", start)) WHERE trashed_at IS NULL;
CREATE INDEX activity_by_grant ON activity (grant_id) WHERE grant_id <> '';
CREATE INDEX activity_by_planned ON activity (planned_activity) WHERE planned_activity <> '';
CREATE INDEX activity_by_event ON activity (event) WHERE event <> '';
CREATE INDEX activity_by_commitment ON activity (commitment) WHERE commitment <> '';
CREATE INDEX activity_due ON activity (follow_up_due)
    WHERE follow_up_due IS NOT NULL AND NOT follow_up_done AND trashed_at IS NULL;

CREATE TABLE activity_objective (
    objective TEXT NOT NULL,
    activity INTEGER NOT NULL REFERENCES activity (key) ON DELETE CASCADE,
    PRIMARY KEY (objective, activity)
) WITHOUT ROWID;
CREATE INDEX activity_objective_by_activity ON activity_objective (activity);

CREATE VIRTUAL TABLE activity_search USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE TRIGGER activity_added AFTER INSERT ON activity BEGIN
    INSERT INTO activity_objective SELECT DISTINCT value, new.key FROM json_each(new.objectives);
    INSERT INTO activity_search (rowid, text) VALUES (new.key,
        new.title || ' ' || new.result || ' ' || new.details || ' ' || new.place || ' ' ||
        new.institutions || ' ' || new.people || ' ' || new.state_response || ' ' || new.follow_up);
END;
CREATE TRIGGER activity_edited AFTER UPDATE ON activity BEGIN
    DELETE FROM activity_objective WHERE activity = old.key;
    INSERT INTO activity_objective SELECT DISTINCT value, new.key FROM json_each(new.objectives);
    DELETE FROM activity_search WHERE rowid = old.key;
    INSERT INTO activity_search (rowid, text) VALUES (new.key,
        new.title || ' ' || new.result || ' ' || new.details || ' ' || new.place || ' ' ||
        new.institutions || ' ' || new.people || ' ' || new.state_response || ' ' || new.follow_up);
END;
CREATE TRIGGER activity_removed AFTER DELETE ON activity BEGIN
    DELETE FROM activity_search WHERE rowid = old.key;
END;

CREATE TABLE grant_ (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    programme TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    objectives TEXT NOT NULL,
    purpose TEXT NOT NULL,
    planned_results TEXT NOT NULL,
    results TEXT NOT NULL,
    currency TEXT NOT NULL,
    requested TEXT,
    awarded TEXT,
    paid TEXT,
    applied_on DATE,
    decided_on DATE,
    paid_on DATE,
    start DATE,
    "end" DATE,
    report_due DATE,
    sharing TEXT NOT NULL
);

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
    source TEXT NOT NULL,
    confidence TEXT NOT NULL,
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
    caption TEXT NOT NULL,
    sharing TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE INDEX evidence_by_record ON evidence (record_id);

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

CREATE TABLE audit (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    action TEXT NOT NULL,
    changes TEXT NOT NULL
);
CREATE INDEX audit_by_record ON audit (record_id, key);

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
    records INTEGER NOT NULL,
    pdf BLOB NOT NULL,
    issued_at TEXT NOT NULL,
    sent_at TEXT,
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
