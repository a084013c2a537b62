import { DatabaseSync } from 'node:sqlite';
import { faker } from '@faker-js/faker/locale/en';
import { readLists } from './lists.ts';

/*
 * What inserting costs by itself: rows that are ready as arrays of values go through one prepared statement into a table
 * with the same columns. 10,000 people are made before, in some 50 ms of the process, and inserted over and over under other
 * ids; more of them would only be further from the processor's caches.
 * Arguments: number of rows, file to write.
 */

const READY = 10_000;

const [rows, file] = process.argv.slice(2);
const { cities, countryCodes } = readLists();
const { first_name: firstNames, last_name: lastNames } = faker.rawDefinitions.person ?? {};
const first = [...(firstNames?.female ?? []), ...(firstNames?.male ?? [])];
const last = [...(lastNames?.generic ?? [])];

const person = (id: number): (string | number)[] => {
  const [firstName, lastName] = [first[id % first.length], last[id % last.length]];
  return [
    id,
    crypto.randomUUID(),
    firstName,
    lastName,
    `${firstName}.${lastName}${id % 100}@example.com`.toLowerCase(),
    new Date(-900_000_000_000 + id * 210_000_000).toISOString().slice(0, 10),
    cities[id % cities.length],
    countryCodes[id % countryCodes.length],
    ((id * 7919) % 1_000_000) / 100,
    new Date(1_704_067_200_000 + id * 3_162_241).toISOString(),
    id % 2,
  ];
};
const people = Array.from({ length: READY }, (_, id) => person(id));

// The same settings as the measured program's: a defensive database would keep a journal.
const database = new DatabaseSync(file, { defensive: false });
database.exec(`
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA cache_size = -65536;
  CREATE TABLE Person (
    id INTEGER NOT NULL, uuid TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL,
    birth_date TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL, balance DECIMAL(10,2) NOT NULL,
    created_at TEXT NOT NULL, active INTEGER NOT NULL, PRIMARY KEY (id)
  );
  BEGIN;
`);
const statement = database.prepare('INSERT INTO Person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
for (let id = 1; id <= Number(rows); id++) {
  const row = people[id % READY];
  row[0] = id;
  statement.run(...row);
}
database.exec('COMMIT');
database.close();
