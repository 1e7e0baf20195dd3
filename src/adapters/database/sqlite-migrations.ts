/**
 * What makes an empty file the database of this version, one step for each version there was. Once released, a step is
 * never changed: a later one changes what it made.
 *
 * All tables are strict. Ids are random, so rows stand in the tree of their key, which spares a second tree for each.
 * Indices without nulls stay small, however many deliveries are over. Each index serves a query of the store. Deliveries
 * are counted as they change: to count a million of them takes a quarter of a second, in which nothing else runs.
 */
export const sqliteMigrations: readonly string[] = [
  `
  create table registrations (
    id text not null primary key,
    address text not null,
    address_key text not null,
    name text,
    locale text not null,
    password_hash text not null,
    created_at integer not null,
    generation integer not null,
    token_hash text not null,
    handed_over_at integer,
    accepted_at integer,
    link_expires_at integer,
    expires_at integer not null,
    held_ms integer not null,
    held_since integer,
    confirmed_at integer,
    superseded_at integer
  ) strict, without rowid;
  create unique index registrations_by_token on registrations (token_hash);
  create index registrations_by_address on registrations (address_key, created_at, id);

  create table users (
    id text not null primary key,
    address text not null,
    address_key text not null,
    name text,
    locale text not null,
    password_hash text not null,
    registration_id text not null,
    confirmed_at integer not null
  ) strict, without rowid;
  create unique index users_by_address on users (address_key);

  create table deliveries (
    id text not null primary key,
    registration_id text not null references registrations (id) on delete cascade,
    kind text not null,
    recipient text not null,
    locale text not null,
    address_key text not null,
    generation integer not null,
    created_at integer not null,
    state text not null,
    since integer not null,
    slot integer not null,
    next_attempt_at integer,
    deferrals integer not null,
    unknown_refusal_at integer,
    lease_owner text,
    lease_attempt_id text,
    lease_until integer,
    incident_id text,
    handed_over_at integer,
    accepted_at integer,
    provider text,
    cause text,
    cancelled_because text,
    due_at integer,
    held_for text,
    lapses_at integer
  ) strict, without rowid;
  create index deliveries_by_registration on deliveries (registration_id, created_at, id);
  create index deliveries_by_address on deliveries (address_key, created_at, id);
  create index deliveries_by_creation on deliveries (created_at, id);
  create index deliveries_by_state on deliveries (state, created_at, id);
  create index deliveries_by_kind on deliveries (kind, created_at, id);
  create index deliveries_by_cause on deliveries (cause, created_at, id) where cause is not null;
  create index deliveries_by_provider on deliveries (provider, created_at, id) where provider is not null;
  create index deliveries_due on deliveries (due_at, id) where due_at is not null;
  create index deliveries_held on deliveries (held_for, created_at, id) where held_for is not null;
  create index deliveries_lapsing on deliveries (lapses_at, id) where lapses_at is not null;

  create table attempts (
    id text not null primary key,
    delivery_id text not null references deliveries (id) on delete cascade,
    provider text not null,
    at integer not null,
    marked_at integer,
    ended_at integer,
    outcome text,
    diagnosis text
  ) strict;
  create index attempts_by_delivery on attempts (delivery_id, at, id);
  create index attempts_handed_over on attempts (provider, ended_at) where outcome in ('accepted', 'in-doubt');

  create table transcripts (
    attempt_id text not null primary key references attempts (id) on delete cascade,
    lines blob not null
  ) strict;

  create table incidents (
    id text not null primary key,
    provider text not null,
    cause text not null,
    phase text not null,
    diagnosis text not null,
    opened_at integer not null,
    closed_at integer,
    probes integer not null,
    next_probe_at integer not null,
    settings text not null
  ) strict;
  create index incidents_by_opening on incidents (opened_at, id);
  create index incidents_open on incidents (opened_at, id) where closed_at is null;

  create table idempotency_keys (
    scope text not null,
    key text not null,
    fingerprint text not null,
    registration_id text not null references registrations (id) on delete cascade,
    answer text not null,
    expires_at integer not null,
    primary key (scope, key)
  ) strict, without rowid;
  create index idempotency_keys_by_registration on idempotency_keys (registration_id);
  create index idempotency_keys_by_expiry on idempotency_keys (expires_at, scope, key);

  create table settings (
    name text not null primary key,
    value text not null
  ) strict, without rowid;
  `,
  `
  create table announcements (
    id text not null primary key,
    channel text not null,
    type text not null,
    created_at integer not null,
    data text not null,
    registration_id text references registrations (id) on delete cascade,
    failures integer not null,
    next_attempt_at integer not null,
    aside integer not null
  ) strict, without rowid;
  create index announcements_in_line on announcements (channel, created_at, id) where aside = 0;
  create index announcements_aside on announcements (channel, next_attempt_at, id) where aside = 1;
  create index announcements_by_registration on announcements (registration_id) where registration_id is not null;
  `,
  `
  create table delivery_counts (
    state text not null primary key,
    count integer not null
  ) strict, without rowid;
  insert into delivery_counts select state, count(*) from deliveries group by state;
  create trigger deliveries_counted_in after insert on deliveries begin
    insert into delivery_counts values (new.state, 1) on conflict (state) do update set count = count + 1;
  end;
  create trigger deliveries_counted_over after update of state on deliveries when old.state <> new.state begin
    update delivery_counts set count = count - 1 where state = old.state;
    insert into delivery_counts values (new.state, 1) on conflict (state) do update set count = count + 1;
  end;
  create trigger deliveries_counted_out after delete on deliveries begin
    update delivery_counts set count = count - 1 where state = old.state;
  end;
  `,
  `
  create index registrations_lapsed on registrations (expires_at, id) where confirmed_at is null;

  create table kept_transcripts (
    attempt_id text not null primary key references attempts (id) on delete cascade,
    at integer not null,
    lines blob not null
  ) strict;
  insert into kept_transcripts
    select attempt_id, at, lines from transcripts join attempts on attempts.id = attempt_id;
  drop table transcripts;
  alter table kept_transcripts rename to transcripts;
  create index transcripts_by_age on transcripts (at, attempt_id);
  `,
]
