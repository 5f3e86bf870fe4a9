-- The tables of the floor: what one person writes by hand for one company, with the keys that keep them right.
create table channels (
  id uuid primary key,
  external_id text not null unique,
  display_name text not null
);
create table users (
  id uuid primary key,
  name text not null
);
create table stages (
  id uuid primary key,
  name text not null
);
create table topics (
  id uuid primary key,
  name text not null
);
create table leads (
  id uuid primary key,
  phone text not null unique,
  name text,
  stage_id uuid references stages (id),
  topic_id uuid references topics (id),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table conversations (
  id uuid primary key,
  channel_id uuid not null references channels (id),
  lead_id uuid not null references leads (id),
  status text not null default 'OPEN',
  assignee_id uuid references users (id),
  unread_count int not null,
  last_message_id uuid not null,
  last_activity_at timestamptz not null
) with (fillfactor = 80);
create index conversations_inbox_idx on conversations (last_activity_at desc, id desc);
create table messages (
  id uuid primary key,
  conversation_id uuid not null references conversations (id),
  channel_id uuid not null references channels (id),
  external_id text not null,
  direction text not null,
  status text not null,
  text text,
  sent_at timestamptz not null,
  created_at timestamptz not null,
  unique (channel_id, external_id)
);
create index messages_conversation_idx on messages (conversation_id, id);
create table webhook_events (
  id uuid primary key,
  channel_id uuid not null references channels (id),
  external_id text not null,
  status text not null,
  body text not null,
  headers jsonb not null,
  received_at timestamptz not null
);
create index webhook_events_external_idx on webhook_events (channel_id, external_id);
create table jobs (
  id bigserial primary key,
  message_id uuid not null references messages (id),
  run_at timestamptz not null default now()
);
create index jobs_run_at_idx on jobs (run_at, id);
