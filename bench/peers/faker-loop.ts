import { closeSync, openSync, writeSync } from 'node:fs';
import { faker } from '@faker-js/faker/locale/en';
import { readLists } from './lists.ts';

/*
 * The obvious program: one faker call a cell, string concatenation, buffered writes.
 * Arguments: number of rows, file to write.
 */

const CHUNK_CHARACTERS = 1 << 18;

const [rows, file] = process.argv.slice(2);
const { cities, countryCodes } = readLists();
const bornFrom = new Date('1940-01-01');
const bornTo = new Date('2007-12-31T23:59:59.999Z');
const createdFrom = new Date('2024-01-01');
const createdTo = new Date('2024-12-31T23:59:59.999Z');

const row = (id: number): string => {
  const uuid = faker.string.uuid();
  const firstName = faker.person.firstName();
  const lastName = faker.person.lastName();
  const email = faker.internet.exampleEmail({ firstName, lastName });
  const birthDate = faker.date.between({ from: bornFrom, to: bornTo }).toISOString().slice(0, 10);
  const city = faker.helpers.arrayElement(cities);
  const country = faker.helpers.arrayElement(countryCodes);
  const balance = faker.number.float({ min: 0, max: 9999.99, fractionDigits: 2 }).toFixed(2);
  const createdAt = faker.date.between({ from: createdFrom, to: createdTo }).toISOString();
  const active = faker.datatype.boolean();
  return `${id},${uuid},${firstName},${lastName},${email},${birthDate},${city},${country},${balance},${createdAt},${active}\n`;
};

// A fixed seed, so that repeated runs write the same bytes.
faker.seed(1);
const out = openSync(file, 'w');
let chunk = 'id,uuid,first_name,last_name,email,birth_date,city,country,balance,created_at,active\n';
for (let id = 1; id <= Number(rows); id++) {
  chunk += row(id);
  if (chunk.length >= CHUNK_CHARACTERS) {
    writeSync(out, chunk);
    chunk = '';
  }
}
writeSync(out, chunk);
closeSync(out);
