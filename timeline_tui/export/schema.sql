create table about (
  -- The timeline, in one row. Everywhere, what is not given is null, and dates are EDTF as typed.
  row integer primary key,
  title text,
  timezone text,
  as_of text,             -- the day as of which it is told
  query text,
  version integer not null  -- of these tables
);

create table places (
  id text not null primary key,
  row integer not null unique,
  name text not null,
  aliases text,           -- a JSON list
  kind text,
  within text references places(id),
  country text,
  lat real,
  lon real,
  ids text,               -- a JSON object: ids elsewhere, by register
  note text,
  implicit integer        -- 1: only named by events
);

create table actors (
  id text not null primary key,
  row integer not null unique,
  name text not null,
  aliases text,
  kind text,
  part_of text references actors(id),
  side text,
  position text,
  ids text,
  note text,
  implicit integer
);

create table sources (
  id text not null primary key,
  row integer not null unique,
  name text not null,
  aliases text,
  type text,
  author text,
  publisher text,
  url text,
  archived text,
  published text,
  accessed text,
  language text,
  reliability text,       -- Admiralty code, A to F
  note text,
  implicit integer
);

create table events (
  id text not null primary key,
  row integer not null unique,  -- the order of the timeline
  title text,
  date text,
  date_in_words text,
  date_text text,         -- in the source's words
  time text,
  timezone text,
  earliest text,          -- first and last possible day (ISO 8601)
  latest text,
  precision text,
  approximate integer,
  uncertain integer,
  type text,
  status text,
  standing text,          -- how well it is attested, and why
  standing_because text,
  origins integer,        -- how many independent origins
  description text,
  claims text,            -- what its claims say, for the search; each is a row of claims
  note text,
  ids text,
  retracted text,
  broken integer,
  file text,
  line integer
);

create table event_places (
  row integer primary key,
  event text not null references events(id),
  claim text references claims(id),  -- null: the event itself says so
  place text not null references places(id)
);

create table participants (
  row integer primary key,
  event text not null references events(id),
  actor text not null references actors(id),
  role text,
  note text
);

create table claims (
  id text not null primary key,  -- event/claim
  row integer not null unique,
  event text not null references events(id),
  text text,
  date text,              -- when it was said
  happened text,          -- when it happened, according to it (`when` in the file)
  quote text,
  inherited integer,      -- 1: names no sources, so it has the chains of its event
  retracted text,
  credibility integer,    -- Admiralty code, 1 to 6
  note text
);

create table disputes (
  row integer primary key,
  event text not null references events(id),
  claim text references claims(id),  -- null: it contests the whole event
  text text,
  date text
);

create table figures (
  row integer primary key,
  event text not null references events(id),
  claim text references claims(id),
  included_in integer references figures(row),
  measure text,
  "of" text references actors(id),
  low numeric,
  best numeric,
  high numeric,
  approximate integer,
  unit text,
  text text
);

create table chains (
  row integer primary key,
  event text not null references events(id),
  claim text references claims(id),
  dispute integer references disputes(row),
  kind text not null,     -- sources, supported_by or disputed_by
  reported text,          -- when it became known
  origin text not null    -- the id of an actor or a source
);

create table chain_elements (
  row integer primary key,
  chain integer not null references chains(row),
  position integer not null,  -- 1: the publication; the last one is the origin
  who text not null,      -- the id of an actor or a source
  name text not null,
  actor text references actors(id),
  source text references sources(id),
  at text,                -- what is cited: where in it, when it appeared …
  date text,
  url text,
  archived text,
  quote text,
  note text
);

create table links (
  row integer primary key,
  event text not null references events(id),
  claim text references claims(id),
  type text not null,     -- a kind of link, after or before; of a claim contradicts or supersedes
  target text not null    -- the id of an event, or of a claim; it may be one that is not here
);

create table tags (
  row integer primary key,
  event text not null references events(id),
  tag text not null
);

create table extras (
  -- Keys of one's own (x-…), by the table and the row of what has them.
  row integer primary key,
  in_table text not null,
  in_row integer not null,
  key text not null,
  value text
);

create index event_places_by_event on event_places(event);
create index event_places_by_place on event_places(place);
create index participants_by_event on participants(event);
create index participants_by_actor on participants(actor);
create index claims_by_event on claims(event);
create index disputes_by_event on disputes(event);
create index figures_by_event on figures(event);
create index chains_by_event on chains(event);
create index chain_elements_by_chain on chain_elements(chain);
create index chain_elements_by_who on chain_elements(who);
create index links_by_event on links(event);
create index links_by_target on links(target);
create index tags_by_event on tags(event);
