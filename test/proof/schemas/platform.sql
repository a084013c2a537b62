-- Types and checks of a web service in PostgreSQL.
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug varchar(39) NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  display_name text NOT NULL CHECK (char_length(display_name) <= 50),
  email text NOT NULL CHECK (email = lower(email)),
  kind text NOT NULL DEFAULT 'user',
  parent bigint REFERENCES accounts,
  country char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  currency char(3) NOT NULL CHECK (currency IN ('EUR', 'USD', 'GBP')),
  balance numeric(12,2) NOT NULL DEFAULT 0 CHECK (balance >= -100 AND balance < 1e6),
  colour char(7) CHECK (colour ~* '^#[0-9a-f]{6}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz,
  CONSTRAINT kind_known CHECK (kind IN ('user', 'organization', 'bot')),
  CONSTRAINT only_bots_have_parents CHECK (kind = 'bot' OR parent IS NULL),
  CONSTRAINT bots_have_parents CHECK (kind <> 'bot' OR parent IS NOT NULL),
  CONSTRAINT in_order CHECK (created_at <= updated_at AND (deleted_at IS NULL OR deleted_at >= updated_at))
);
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email)) WHERE deleted_at IS NULL;

CREATE TABLE sessions (
  token bytea PRIMARY KEY CHECK (octet_length(token) = 32),
  account bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
  address inet NOT NULL,
  network cidr,
  device macaddr,
  flags bit(8) NOT NULL,
  options bit varying(16),
  ttl interval NOT NULL CHECK (ttl > interval '0'),
  seen tstzrange,
  location point,
  agent varchar(200),
  CHECK (family(address) = 4)
);

CREATE TABLE repositories (
  id uuid NOT NULL PRIMARY KEY,
  owner bigint NOT NULL REFERENCES accounts,
  name varchar(100) NOT NULL,
  fork_of uuid REFERENCES repositories (id),
  visibility smallint NOT NULL CHECK (visibility IN (0, 10, 20)),
  stars integer NOT NULL DEFAULT 0 CHECK (stars >= 0),
  watchers integer NOT NULL DEFAULT 0,
  size_kb bigint NOT NULL CHECK (size_kb > 0 AND size_kb <= 10000000),
  topics text[] DEFAULT ARRAY[]::text[],
  scores double precision[],
  matrix integer[][],
  settings json,
  search tsvector,
  readme xml,
  archived boolean NOT NULL DEFAULT false,
  archived_at date,
  licence varchar(20),
  CONSTRAINT not_own_fork CHECK (fork_of <> id),
  CONSTRAINT archived_when CHECK ((archived AND archived_at IS NOT NULL) OR (NOT archived AND archived_at IS NULL)),
  CONSTRAINT fewer_watchers CHECK (watchers <= stars + 1000),
  UNIQUE (owner, name)
);
CREATE UNIQUE INDEX repositories_names ON repositories (owner, lower(name));

CREATE TABLE labels (
  id serial PRIMARY KEY,
  repository uuid NOT NULL REFERENCES repositories,
  name varchar(20) NOT NULL,
  position smallint NOT NULL CHECK (position >= 0),
  UNIQUE (repository, name),
  UNIQUE (repository, position) DEFERRABLE,
  UNIQUE (repository, id)
);

CREATE TABLE milestones (
  repository uuid NOT NULL REFERENCES repositories,
  number integer NOT NULL CHECK (number > 0),
  title text NOT NULL CHECK (title <> ''),
  due date,
  state text NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'closed'),
  closed_on date,
  CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
  PRIMARY KEY (repository, number)
);

CREATE TABLE issues (
  repository uuid NOT NULL REFERENCES repositories,
  number integer NOT NULL CHECK (number > 0),
  milestone integer,
  author bigint NOT NULL REFERENCES accounts,
  assignee bigint REFERENCES accounts,
  title varchar(255) NOT NULL CHECK (title <> '' AND title = btrim(title)),
  body text,
  weight smallint CHECK (weight BETWEEN 0 AND 9),
  estimate_min numeric(4,1),
  estimate_max numeric(4,1),
  opened timestamptz NOT NULL,
  closed timestamptz,
  closed_by bigint REFERENCES accounts,
  duplicate_of integer,
  CONSTRAINT closed_by_somebody CHECK (num_nonnulls(closed, closed_by) IN (0, 2)),
  CONSTRAINT closed_later CHECK (closed IS NULL OR closed > opened),
  CONSTRAINT estimates CHECK (estimate_min IS NULL OR estimate_max IS NULL OR estimate_min <= estimate_max),
  CONSTRAINT not_itself CHECK (duplicate_of <> number),
  PRIMARY KEY (repository, number),
  FOREIGN KEY (repository, milestone) REFERENCES milestones,
  FOREIGN KEY (repository, duplicate_of) REFERENCES issues
);

CREATE TABLE issue_labels (
  repository uuid NOT NULL,
  issue integer NOT NULL,
  label integer NOT NULL,
  added timestamp(3) NOT NULL,
  PRIMARY KEY (repository, issue, label),
  FOREIGN KEY (repository, issue) REFERENCES issues ON DELETE CASCADE,
  FOREIGN KEY (repository, label) REFERENCES labels (repository, id)
);

CREATE TABLE reactions (
  account bigint NOT NULL REFERENCES accounts,
  repository uuid NOT NULL,
  issue integer NOT NULL,
  emoji text NOT NULL CHECK (emoji IN ('+1', '-1', 'heart', 'rocket')),
  PRIMARY KEY (account, repository, issue, emoji),
  FOREIGN KEY (repository, issue) REFERENCES issues
);

CREATE TABLE plans (
  code text PRIMARY KEY CHECK (code IN ('free', 'team', 'enterprise')),
  seats integer CHECK (seats > 0),
  monthly numeric(8,2) NOT NULL CHECK (monthly >= 0),
  yearly numeric(8,2) NOT NULL,
  CHECK (yearly <= monthly * 12)
);

CREATE TABLE subscriptions (
  account bigint NOT NULL UNIQUE REFERENCES accounts,
  plan text NOT NULL REFERENCES plans,
  started date NOT NULL,
  ended date,
  trial_days smallint NOT NULL DEFAULT 14 CHECK (trial_days IN (0, 7, 14, 30)),
  discount numeric(4,3) CHECK (discount > 0 AND discount < 1),
  card_last4 char(4) CHECK (card_last4 ~ '^\d{4}$'),
  PRIMARY KEY (account),
  CHECK (ended IS NULL OR (ended >= started AND ended < started + 3650))
);

CREATE TABLE invoices (
  id serial PRIMARY KEY,
  account bigint NOT NULL REFERENCES subscriptions (account),
  number varchar(20) NOT NULL UNIQUE CHECK (number LIKE 'INV-____-%'),
  period int4range NOT NULL,
  net numeric(19,4) NOT NULL CHECK (net > 0),
  tax numeric(19,4) NOT NULL CHECK (tax >= 0),
  total numeric(19,4) NOT NULL,
  paid boolean NOT NULL,
  paid_at timestamptz,
  method text,
  CONSTRAINT total_is_more CHECK (total >= net),
  CONSTRAINT paid_with CHECK (NOT paid OR (paid_at IS NOT NULL AND method IS NOT NULL)),
  CONSTRAINT method_known CHECK (method IN ('card', 'transfer') OR method IS NULL)
);

CREATE TABLE invoice_lines (
  invoice integer NOT NULL REFERENCES invoices,
  line smallint NOT NULL,
  description varchar(3) NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price numeric(10,2) NOT NULL CHECK (unit_price <> 0),
  amount numeric(12,2) NOT NULL,
  PRIMARY KEY (invoice, line),
  CONSTRAINT amount_is_product CHECK (amount = quantity * unit_price)
);

CREATE TABLE webhooks (
  id integer PRIMARY KEY,
  account bigint REFERENCES accounts,
  repository uuid REFERENCES repositories,
  url text NOT NULL CHECK (url ~ '^https?://'),
  secret text CHECK (length(secret) >= 16),
  events text[] NOT NULL CHECK (array_length(events, 1) > 0),
  retries smallint NOT NULL DEFAULT 3 CHECK (retries >= 0 AND retries < 10),
  CONSTRAINT one_owner CHECK ((account IS NULL) <> (repository IS NULL))
);

CREATE TABLE feature_flags (
  name text NOT NULL,
  account bigint,
  enabled boolean NOT NULL,
  share smallint CHECK (share % 5 = 0),
  UNIQUE NULLS NOT DISTINCT (name, account),
  FOREIGN KEY (account) REFERENCES accounts
);

CREATE TABLE audit (
  id bigint PRIMARY KEY,
  actor bigint REFERENCES accounts ON DELETE SET NULL,
  action text NOT NULL,
  old_value text,
  new_value text,
  at timestamptz NOT NULL CHECK (at >= '2015-01-01' AND at < '2030-01-01'),
  day date GENERATED ALWAYS AS ((at AT TIME ZONE 'UTC')::date) STORED,
  CONSTRAINT something_changed CHECK (old_value IS DISTINCT FROM new_value),
  CONSTRAINT something_there CHECK (coalesce(old_value, new_value) IS NOT NULL)
);
