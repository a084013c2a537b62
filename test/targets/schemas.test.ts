import { describe, expect, test } from 'vitest';
import { useTarget } from './target.ts';

const target = useTarget();

const count = async (table: string): Promise<number> =>
  (await target.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0].n;

describe('tables as people have them take the rows of a model that a newcomer would write', () => {
  test('short texts, small integers, real numbers and padded codes', async () => {
    await target.query(`
      create table supplier (id smallint primary key, code char(6) not null unique, name varchar(40) not null, contact varchar(30),
        title varchar(30), city varchar(15), region varchar(15), country varchar(15), phone varchar(24), web varchar(25));
      create table article (id smallint primary key, supplier_id smallint not null references supplier, name varchar(20) not null,
        price real, stock smallint, per_unit numeric(8,4) not null check (per_unit > 0));
      create table purchase (id smallint primary key, placed timestamp(0) not null, due date not null, note text not null);
      create table purchase_line (purchase_id smallint not null references purchase, article_id smallint not null references article,
        price real not null, quantity smallint not null check (quantity > 0), discount real not null, primary key (purchase_id, article_id));`);
    await target.load(`
supplier:
  $count: 29
  id: integer @id
  code: "= 'S' + pad_left(text(id), 5, '0')"
  name: string @company 1-40
  contact: string @full_name 1-30
  title: string @job_title 1-30
  city: string @city 1-15
  region: string @state 1-15 null 40%
  country: string @country 1-15
  phone: string @phone 1-24
  web: string @url 1-25
article:
  $count: 77
  id: integer @id
  supplier_id: $supplier.id
  name: string @product_name 1-20
  price: number 2.50-263.50
  stock: integer 0-125
  pack: { $type: integer, $min: 1, $max: 12, $hidden: true }
  per_unit: "= round(price / pack, 4)"
purchase:
  $count: 83
  id: integer @id
  placed: timestamp 2024-01-01..2024-12-31
  due: "= date(placed) + days(id % 28 + 1)"
  note: "= repeat('*', id % 5 + 1)"
purchase_line:
  $key: [purchase_id, article_id]
  purchase_id: { $ref: purchase.id, $per: 1-5 }
  article_id: $article.id
  price: { $lookup: article_id.price }
  quantity: integer 1-130
  discount: { $values: { 0: 60, 0.05: 20, 0.25: 10 } }
`);
    expect(await count('purchase_line')).toBeGreaterThan(83);
    const [least] = await target.query('select min(code) as code, min(length(note)) as length from supplier, purchase');
    expect(least).toEqual({ code: 'S00001', length: 1 });
  });

  test('domains, enumerations, arrays, text search, partitions, and references that lead back', async () => {
    await target.query(`
      create type rating as enum ('G', 'PG', 'R'); create domain year as integer check (value between 1901 and 2155);
      create table film (film_id serial primary key, title text not null, release_year year, rating rating default 'G',
        rate numeric(4,2) not null, features text[], fulltext tsvector not null, updated timestamptz not null default now());
      create table store (store_id serial primary key, manager_id int not null unique);
      create table staff (staff_id serial primary key, store_id int not null references store, active boolean not null, picture bytea);
      alter table store add foreign key (manager_id) references staff;
      create table payment (payment_id serial, staff_id int not null references staff, film_id int not null references film,
        amount numeric(5,2) not null, paid timestamptz not null, primary key (paid, payment_id)) partition by range (paid);
      create table payment_1 partition of payment for values from ('2022-01-01') to ('2022-06-01');
      create table payment_2 partition of payment for values from ('2022-06-01') to ('2023-01-01');`);
    await target.load(`
film: { $count: 30, film_id: integer @id, title: string @book_title, release_year: integer 1980-2024, rating: "enum(G, PG, R)", rate: { $type: "decimal(4,2)", $values: [0.99, 4.99] }, features: [string @words], fulltext: string @word }
store: { $count: 2, store_id: integer @id, manager_id: { $ref: staff.staff_id, $unique: true } }
staff: { $count: 6, staff_id: integer @id, store_id: $store.store_id, active: boolean, picture: binary null 50% }
payment: { $count: 300, payment_id: integer @id, staff_id: $staff.staff_id, film_id: $film.film_id, amount: "decimal(5,2) 0.99-11.99", paid: timestamp 2022-01-01..2022-12-30 }
`);
    expect(await count('payment_1 union all select count(*)::int from payment_2')).toBeGreaterThan(0);
    const [{ next }] = await target.query<{ next: number }>(
      `insert into film (title, rate, fulltext) values ('x', 1, 'x') returning film_id as next`,
    );
    expect(next).toBe(31);
  });
});

describe('where the natural model breaks a rule of the tables, the load says what to write', () => {
  test('bookings that overlap', async () => {
    await target.query(`create extension if not exists btree_gist;
      create table doctor (id int primary key);
      create table visit (id int primary key, doctor_id int not null references doctor, starts timestamptz not null, ends timestamptz not null,
        check (starts < ends), exclude using gist (doctor_id with =, tstzrange(starts, ends) with &&));`);
    const model = (times: string): string =>
      `doctor: { $count: 5, id: integer @id }\nvisit: { id: integer @id, doctor_id: { $ref: doctor.id, $per: 40 }, ${times} }`;
    const natural = 'starts: timestamp 2025-01-01..2025-01-03, ends: "= starts + minutes(30)"';
    const { code, message } = await target.failure(model(natural));
    expect([code, message]).toEqual(['KEY_TAKEN', expect.stringContaining('do not overlap are made by $slot')]);
    const advised =
      'stay: { $slot: doctor_id, $span: 2025-01-01..2025-01-03, $length: 30m, $hidden: true }, starts: "= stay.from", ends: "= stay.to"';
    await target.load(model(advised));
    expect(await count('visit')).toBe(200);
  });

  test('references of several columns', async () => {
    await target.query(`create table tenants (id uuid primary key);
      create table users (id int primary key, tenant_id uuid not null references tenants, unique (tenant_id, id));
      create table projects (id int primary key, tenant_id uuid not null references tenants, owner_id int not null,
        foreign key (tenant_id, owner_id) references users (tenant_id, id));`);
    const model = (owner: string): string => `
tenants: { $count: 8, id: uuid @id }
users: { id: integer @id, tenant_id: { $ref: tenants.id, $per: 25 } }
projects: { id: integer @id, tenant_id: { $ref: tenants.id, $per: 4 }, owner_id: ${owner} }`;
    const { code, message } = await target.failure(model('$users.id'));
    expect([code, message]).toEqual(['REFERENCE_MISSING', expect.stringContaining('$where: "tenant_id = tenant_id"')]);
    await target.load(model('{ $ref: users.id, $where: "tenant_id = tenant_id" }'));
    expect(await count('projects')).toBe(32);
  });
});
