PRAGMA foreign_keys = ON;
CREATE TABLE branch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  opens TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
  manager INTEGER NOT NULL REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (id),
  name VARCHAR(40) NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('librarian', 'assistant')),
  boss INTEGER REFERENCES staff (id) CHECK (boss != id),
  wage DECIMAL(10,2) NOT NULL CHECK (wage > 0)
);
CREATE TABLE [book] (
  isbn TEXT PRIMARY KEY NOT NULL CHECK (length(isbn) = 13),
  title NVARCHAR(160) NOT NULL,
  pages INT CHECK (pages BETWEEN 1 AND 5000),
  published DATE,
  price REAL DEFAULT 0.0 CHECK (price >= 0),
  cover BLOB
) WITHOUT ROWID;
CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INTEGER CHECK (born > 1000 AND born < 2020), died INTEGER, CHECK (died IS NULL OR died > born));
CREATE TABLE book_author (
  isbn TEXT NOT NULL REFERENCES book ON DELETE CASCADE,
  author INTEGER NOT NULL REFERENCES author ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position > 0),
  PRIMARY KEY (isbn, author)
);
CREATE TABLE copy (
  isbn TEXT NOT NULL REFERENCES book (isbn),
  number INTEGER NOT NULL,
  branch INTEGER NOT NULL REFERENCES branch,
  state TEXT NOT NULL DEFAULT 'good' CHECK (state = 'good' OR state = 'worn' OR state = 'lost'),
  PRIMARY KEY (isbn, number)
);
CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  card TEXT NOT NULL UNIQUE CHECK (card LIKE 'M%'),
  email TEXT UNIQUE CHECK (email LIKE '%@%'),
  born DATE NOT NULL,
  joined DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  is_child BOOLEAN NOT NULL CHECK (is_child IN (0, 1)),
  guardian INTEGER REFERENCES member (id),
  CHECK (is_child = 0 OR guardian IS NOT NULL)
);
CREATE TABLE loan (
  id INTEGER PRIMARY KEY,
  isbn TEXT NOT NULL,
  number INTEGER NOT NULL,
  member INTEGER NOT NULL REFERENCES member (id),
  lent DATE NOT NULL,
  due DATE NOT NULL CHECK (due > lent),
  returned DATE CHECK (returned IS NULL OR returned >= lent),
  FOREIGN KEY (isbn, number) REFERENCES copy (isbn, number)
);
CREATE UNIQUE INDEX one_open_loan ON loan (isbn, number) WHERE returned IS NULL;
CREATE TABLE fine (
  loan INTEGER PRIMARY KEY REFERENCES loan (id),
  amount NUMERIC(6,2) NOT NULL CHECK (amount > 0),
  paid NUMERIC(6,2) NOT NULL DEFAULT 0 CHECK (paid >= 0),
  full_amount NUMERIC GENERATED ALWAYS AS (amount * 1.19) VIRTUAL,
  CHECK (paid <= amount)
);
CREATE UNIQUE INDEX names ON author (lower(name), born);
