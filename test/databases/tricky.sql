-- What a catalogue says in other words than a script, and names that need quotes.
CREATE SCHEMA sales;
CREATE SCHEMA "Other Schema";
CREATE TYPE sales.mood AS ENUM ('sad', 'it''s ok', 'back\slash', 'happy');
CREATE TYPE "Other Schema"."Size" AS ENUM ('S', 'M');
CREATE TYPE sales.pair AS (a integer, b text);
CREATE DOMAIN sales.cents AS numeric(12,2) NOT NULL DEFAULT 0 CHECK (VALUE >= 0);
CREATE DOMAIN sales.price AS sales.cents CONSTRAINT low CHECK (VALUE < 1000) CONSTRAINT "a name" CHECK (VALUE <> 13);
CREATE DOMAIN sales.tags AS text[] CHECK (array_length(VALUE, 1) < 5);
CREATE DOMAIN sales.code AS character varying(8) CHECK (VALUE ~ '^[A-Z]{2}[0-9]{3}$');

CREATE TABLE sales.customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code sales.code UNIQUE,
  email text NOT NULL CONSTRAINT has_at CHECK (email LIKE '%@%'),
  feeling sales.mood DEFAULT 'sad',
  feelings sales.mood[],
  size "Other Schema"."Size" NOT NULL,
  born date CHECK (born > '1900-01-01' AND born < CURRENT_DATE),
  "full Name" character varying(40) NOT NULL,
  shout text GENERATED ALWAYS AS (upper("full Name")) STORED,
  tags sales.tags,
  address inet,
  matrix integer[][],
  fixed character(3),
  one "char",
  stay interval day to second,
  at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "quoted ""check""" CHECK (length("full Name") BETWEEN 2 AND 40)
);
COMMENT ON TABLE sales.customer IS 'People who buy; the owner''s
second line with a back\slash.';
COMMENT ON COLUMN sales.customer."full Name" IS 'As on the passport';
CREATE UNIQUE INDEX customer_email ON sales.customer (lower(email));
CREATE UNIQUE INDEX customer_named ON sales.customer ("full Name", born) WHERE born IS NOT NULL;
CREATE INDEX customer_plain ON sales.customer (born);

-- The same name in another schema, and a reference across schemas.
CREATE TABLE "Other Schema".customer (
  id serial PRIMARY KEY,
  sales_id bigint NOT NULL REFERENCES sales.customer ON DELETE CASCADE,
  UNIQUE (sales_id)
);

CREATE TABLE sales.employee (
  id integer PRIMARY KEY,
  boss integer REFERENCES sales.employee (id),
  mentor integer,
  grade smallint NOT NULL CHECK (grade IN (1, 2, 3)),
  started date NOT NULL,
  ended date,
  salary sales.price,
  score numeric(5,2) CHECK (score >= 0 AND score <= 100),
  ratio double precision CHECK (ratio > 0),
  CHECK (ended IS NULL OR ended > started),
  CHECK (boss <> id)
);
ALTER TABLE sales.employee ADD CONSTRAINT mentor FOREIGN KEY (mentor) REFERENCES sales.employee (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE sales.employee ADD CONSTRAINT late CHECK (started > '1990-01-01') NOT VALID;

CREATE TABLE sales.warehouse (
  country character(2) NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('cold', 'dry')),
  PRIMARY KEY (country, number),
  EXCLUDE USING btree (name WITH =)
);
CREATE TABLE sales.stock (
  country character(2) NOT NULL,
  number integer NOT NULL,
  customer bigint NOT NULL REFERENCES sales.customer (id),
  amount integer DEFAULT 0 NOT NULL CHECK (amount >= 0),
  flag boolean,
  PRIMARY KEY (country, number, customer),
  FOREIGN KEY (country, number) REFERENCES sales.warehouse (country, number),
  CHECK (flag IS NOT TRUE OR amount > 0)
);

-- Partitions by range, list and hash, of two levels; names that sort before their parents.
CREATE TABLE sales.event (
  id bigint NOT NULL,
  at date NOT NULL,
  kind text NOT NULL CHECK (kind <> ''),
  customer bigint REFERENCES sales.customer (id),
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE sales.a_event_2024 PARTITION OF sales.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE sales.event_2025 PARTITION OF sales.event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY HASH (id);
CREATE TABLE sales.event_2025_0 PARTITION OF sales.event_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE sales.event_2025_1 PARTITION OF sales.event_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE public.region (code text NOT NULL, name text) PARTITION BY LIST (code);
CREATE TABLE public.region_eu PARTITION OF public.region FOR VALUES IN ('de', 'fr');
CREATE TABLE public.region_us PARTITION OF public.region FOR VALUES IN ('us');

-- Children of tables, one with a name that sorts before its parent, and one without columns of its own.
CREATE TABLE public.parent (id integer NOT NULL, note text, CHECK (id > 0));
CREATE TABLE public.child (extra integer NOT NULL) INHERITS (public.parent);
CREATE TABLE public.zz_child () INHERITS (public.child);
CREATE TABLE public.nothing ();
CREATE UNLOGGED TABLE public."select" ("from" integer PRIMARY KEY, "weird "" name" text);

-- Nobody's rows.
CREATE VIEW sales.names AS SELECT "full Name" FROM sales.customer;
CREATE MATERIALIZED VIEW sales.counts AS SELECT count(*) FROM sales.customer;
CREATE FUNCTION sales.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON sales.customer FOR EACH ROW EXECUTE FUNCTION sales.touch();
