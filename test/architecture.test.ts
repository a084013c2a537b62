import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

interface Import {
  readonly file: string;
  readonly room: string;
  /** Path below src, or the name of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

const imports = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => importsOf(file));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...statements].map(([, type, from, dynamic]) => {
    const target = from ?? dynamic;
    return {
      file,
      room: file.includes('/') ? file.slice(0, file.indexOf('/')) : '',
      target: target.startsWith('.') ? relative(SRC, join(SRC, dirname(file), target)) : target,
      typeOnly: type !== undefined,
    };
  });
}

function offenders(where: (found: Import) => boolean): string[] {
  return imports.filter(where).map(({ file, target }) => `${file} imports ${target}`);
}

function enters(target: string, rooms: readonly string[]): boolean {
  return rooms.some((room) => target.startsWith(`${room}/`));
}

const isOurs = (target: string): boolean => target.endsWith('.ts') || target.endsWith('.json');

describe('rooms', () => {
  test('the test sees the imports', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('model imports nothing of ours, and no package but the YAML parser', () => {
    const wrong = ({ room, target }: Import) =>
      room === 'model' && (isOurs(target) ? !enters(target, ['model']) : target !== 'yaml');
    expect(offenders(wrong)).toEqual([]);
  });

  test('dialects import only the model, and parsers', () => {
    const wrong = ({ room, target }: Import) =>
      room === 'dialects' &&
      (isOurs(target)
        ? !enters(target, ['dialects', 'model'])
        : !['yaml', 'csv-parse/sync', 'libpg-query', 'hyparquet', '@eslint-community/regexpp', 'node:vm'].includes(
            target,
          ));
    expect(offenders(wrong)).toEqual([]);
  });

  test('databases import the dialects, the targets, quotes of SQL, and types of drivers', () => {
    const wrong = ({ room, target, typeOnly }: Import) => {
      if (room !== 'databases') return false;
      if (isOurs(target))
        return !enters(target, ['databases', 'dialects', 'targets']) && target !== 'formats/sql/quote.ts';
      return !target.startsWith('node:') && !(typeOnly && ['pg', 'mysql2/promise'].includes(target));
    };
    expect(offenders(wrong)).toEqual([]);
  });

  test('the engine imports only the model, a pure hash and a parser of patterns', () => {
    const wrong = ({ room, target }: Import) =>
      room === 'engine' &&
      (isOurs(target)
        ? !enters(target, ['engine', 'model'])
        : !target.startsWith('@noble/hashes/') && target !== '@eslint-community/regexpp');
    expect(offenders(wrong)).toEqual([]);
  });

  /** What files of a format, by the beginning of their paths, may import beside what is ours. */
  const FORMAT_PACKAGES = [
    ['formats/arrow/', ['flatbuffers']],
    ['formats/parquet/', ['node:zlib', 'hysnappy']],
    ['formats/sqlite/', ['node:buffer', 'node:fs', 'node:sqlite']],
  ] as const;

  test('formats know the model, the types of vectors, and no package but those of a format itself', () => {
    const wrong = ({ file, room, target, typeOnly }: Import) => {
      if (room !== 'formats') return false;
      if (!isOurs(target)) {
        return !FORMAT_PACKAGES.some(
          ([path, packages]) => file.startsWith(path) && packages.some((p) => target.startsWith(p)),
        );
      }
      if (enters(target, ['formats', 'model'])) return false;
      return !(
        target.startsWith('engine/') &&
        (typeOnly ||
          ['engine/dictionary.ts', 'engine/calendar.ts', 'engine/arena.ts', 'engine/vector.ts'].includes(target))
      );
    };
    expect(offenders(wrong)).toEqual([]);
  });

  test('the client knows nothing of ours, and of packages graphql-ws alone; Node where it downloads', () => {
    const wrong = ({ file, room, target }: Import) => {
      if (room !== 'client') return false;
      if (isOurs(target)) return !enters(target, ['client']);
      return target !== 'graphql-ws/client' && !(file === 'client/download-file.ts' && target.startsWith('node:'));
    };
    expect(offenders(wrong)).toEqual([]);
  });

  test('nobody enters the client but the command line, and by its index', () => {
    const wrong = ({ room, target }: Import) =>
      enters(target, ['client']) && room !== 'client' && !(room === 'cli' && target === 'client/index.ts');
    expect(offenders(wrong)).toEqual([]);
  });

  test('artifacts know the model, the file system, the zip library and S3, which nobody else knows', () => {
    const packages = ['archiver', '@aws-sdk/client-s3'];
    const wrong = ({ room, target }: Import) =>
      room === 'artifacts' &&
      (isOurs(target)
        ? !enters(target, ['artifacts', 'model'])
        : !target.startsWith('node:') && !packages.includes(target));
    expect(offenders(wrong)).toEqual([]);
    expect(offenders(({ room, target }) => room !== 'artifacts' && target.startsWith('@aws-sdk'))).toEqual([]);
  });

  test('workers know neither the command line nor the gateway; of artifacts, what threads write into', () => {
    const wrong = ({ room, target }: Import) =>
      room === 'workers' &&
      isOurs(target) &&
      !enters(target, ['workers', 'model', 'engine', 'formats', 'targets']) &&
      target !== 'dialects/index.ts' &&
      !['store', 'store-error', 'open-store', 'output', 'output-file', 'write-all'].some(
        (file) => target === `artifacts/${file}.ts`,
      );
    expect(offenders(wrong)).toEqual([]);
  });

  test('proofs know what reads scripts, makes rows and talks to databases', () => {
    const wrong = ({ room, target }: Import) => {
      if (room !== 'proof') return false;
      if (isOurs(target)) {
        return !enters(target, ['proof', 'dialects', 'model', 'engine', 'formats', 'targets', 'workers']);
      }
      return !target.startsWith('node:') && !['pg', '@electric-sql/pglite'].includes(target);
    };
    expect(offenders(wrong)).toEqual([]);
  });

  test('nobody enters the proofs but the command line, and by their index', () => {
    const wrong = ({ room, target }: Import) =>
      enters(target, ['proof']) && room !== 'proof' && !(room === 'cli' && target === 'proof/index.ts');
    expect(offenders(wrong)).toEqual([]);
  });

  test('targets know the model, the formats, the types of vectors and tables, and the drivers', () => {
    const wrong = ({ room, target, typeOnly }: Import) => {
      if (room !== 'targets') return false;
      if (!isOurs(target))
        return (
          !target.startsWith('node:') &&
          !['pg', 'pg-copy-streams', 'mysql2', 'mysql2/promise', 'ipaddr.js', 'undici'].includes(target)
        );
      return !enters(target, ['targets', 'model', 'formats']) && !(target.startsWith('engine/') && typeOnly);
    };
    expect(offenders(wrong)).toEqual([]);
  });

  /** What everybody behind the gateway may say: who asks, with what, and why not. */
  const SPOKEN = ['version.ts', 'global-id.ts', 'access.ts', 'call.ts', 'refusal.ts', 'verb.ts'];

  test.each([
    { room: 'events', may: [], packages: [] },
    {
      room: 'entities',
      may: ['model'],
      packages: [
        '@mikro-orm/',
        '@electric-sql/pglite',
        'kysely',
        'pg',
        'uuid',
        'node:fs',
        'node:path',
        'node:sqlite',
        'node:timers',
      ],
    },
    {
      room: 'projects',
      may: ['dialects', 'model', 'entities', 'targets', 'buckets'],
      packages: ['@mikro-orm/', 'diff', 'uuid', 'node:crypto', 'node:timers'],
    },
    {
      room: 'tasks',
      may: ['model', 'artifacts', 'events', 'entities', 'workers', 'targets', 'buckets'],
      packages: ['@mikro-orm/', 'pg-boss', 'uuid', 'kysely', 'node:crypto', 'node:timers', 'node:events'],
    },
    {
      room: 'buckets',
      may: ['artifacts', 'targets'],
      packages: ['node:http', 'node:https', 'node:stream', 'node:tls', 'node:zlib'],
    },
    { room: 'nodes', may: ['events', 'entities'], packages: ['@mikro-orm/', 'pg', 'node:timers'] },
    {
      room: 'webhooks',
      may: ['entities', 'targets', 'tasks'],
      packages: ['@mikro-orm/', 'uuid', 'node:crypto', 'undici', 'standardwebhooks'],
    },
    {
      room: 'schema',
      may: ['dialects', 'model', 'projects', 'tasks', 'webhooks', 'nodes', 'events', 'entities', 'targets'],
      packages: ['@pothos/', '@mikro-orm/', 'graphql', 'dataloader', 'zod', 'uuid', 'node:buffer'],
    },
  ])('$room knows $may and no packages but its own', ({ room, may, packages }) => {
    /** Types of the host and names from the registries are known to all of them. */
    const registries = [
      'engine/version.ts',
      'engine/generators/catalogue.ts',
      'engine/generators/registry.ts',
      'engine/generators/generator.ts',
      'formats/index.ts',
      'workers/host/model-host.ts',
      'workers/programs/model-request.ts',
    ];
    const wrong = (found: Import) => {
      if (found.room !== room) return false;
      if (!isOurs(found.target)) return !packages.some((name) => found.target.startsWith(name));
      if (enters(found.target, [room, ...may]) || SPOKEN.includes(found.target)) return false;
      if (room === 'events') return true;
      return !(registries.includes(found.target) || found.target === 'artifacts/signed-path.ts');
    };
    expect(offenders(wrong)).toEqual([]);
  });

  test('nobody enters the schema but the fronts and the app', () => {
    expect(
      offenders(
        ({ file, room, target }) =>
          enters(target, ['schema']) && room !== 'schema' && room !== 'fronts' && file !== 'app.ts',
      ),
    ).toEqual([]);
  });

  test('nobody enters the fronts but the app, and by their index', () => {
    const wrong = ({ file, room, target }: Import) =>
      enters(target, ['fronts']) && room !== 'fronts' && !(file === 'app.ts' && target === 'fronts/index.ts');
    expect(offenders(wrong)).toEqual([]);
  });

  test('a front knows the door and what subscriptions share, and no other front', () => {
    const SHARED = ['fronts/http', 'fronts/subscriptions', 'fronts/rest'];
    const folderOf = (path: string): string => dirname(path);
    const wrong = ({ file, room, target }: Import) => {
      const own = folderOf(file);
      // What composes them stands beside them.
      if (room !== 'fronts' || own === 'fronts' || !enters(target, ['fronts'])) return false;
      // What REST fronts share is built on what all fronts share.
      if (own === 'fronts/rest' && folderOf(target) === 'fronts/http') return false;
      return folderOf(target) !== own && (SHARED.includes(own) || !SHARED.includes(folderOf(target)));
    };
    expect(offenders(wrong)).toEqual([]);
  });

  test('the fronts know the schema, the rooms of the verbs, the model, artifacts, events, and what all rooms say', () => {
    const wrong = ({ room, target, typeOnly }: Import) =>
      room === 'fronts' &&
      isOurs(target) &&
      !enters(target, ['fronts', 'schema', 'artifacts', 'events', 'projects', 'tasks', 'model', 'dialects']) &&
      !(enters(target, ['entities']) && typeOnly) &&
      !SPOKEN.includes(target) &&
      ![
        'log.ts',
        'entities/database/database-away.ts',
        'entities/queries/listing.ts',
        'entities/database/store-full.ts',
        'workers/host/model-host.ts',
      ].includes(target);
    expect(offenders(wrong)).toEqual([]);
  });

  test('no file imports itself by way of others, types and loading on demand included', () => {
    const next = Map.groupBy(imports, ({ file }) => file);
    const circles = [...next.keys()].filter((start) => {
      const seen = new Set<string>();
      const open = [start];
      for (let file = open.pop(); file !== undefined; file = open.pop()) {
        for (const { target } of next.get(file) ?? []) {
          if (target === start) return true;
          if (!seen.has(target)) open.push(target);
          seen.add(target);
        }
      }
      return false;
    });
    expect(circles).toEqual([]);
  });

  /** Files that are entered beside the index of their room: it would load what the one who enters does not need, or must not see. */
  const SIDE_DOORS = new Map([
    ['model/problems/closest.ts', 'the configuration is read before anything is loaded'],
    ['model/words/duration.ts', 'the same'],
    ['model/words/size.ts', 'the same'],
    ['projects/key-text.ts', 'the command line makes a key without a database'],
    ['projects/ensure-admin-key.ts', 'the command line tells its failure'],
    ['targets/failure.ts', 'the command line loads a driver when it loads rows'],
    ['targets/check-tables.ts', 'the same'],
    ['targets/sqlite.ts', 'the same'],
    ['targets/sqlite-columns.ts', 'a proof inserts single rows'],
    ['formats/csv.ts', 'the only format of a preview'],
    ['formats/sql/sqlite.ts', 'a target writes the statements of the format'],
    ['formats/sql/quote.ts', 'the same'],
    ['formats/sql/mysql.ts', 'the same'],
    ['formats/sql/mysql-inserts.ts', 'the same'],
    ['formats/sql/insert-encoder.ts', 'the same'],
    ['formats/sqlite/row-inserter.ts', 'the same'],
    ['schema/limits.ts', 'limits of GraphQL are in force before the schema is loaded'],
  ]);

  test.each(['model', 'projects', 'tasks', 'events', 'targets', 'buckets', 'databases', 'formats', 'schema', 'fronts'])(
    '%s is entered through its index, or a side door with a reason',
    (entered) => {
      const wrong = ({ room, target }: Import) =>
        room !== entered && enters(target, [entered]) && target !== `${entered}/index.ts` && !SIDE_DOORS.has(target);
      expect(offenders(wrong)).toEqual([]);
    },
  );

  test('every side door is used', () => {
    const used = new Set(
      imports.filter(({ room, target }) => !target.startsWith(`${room}/`)).map(({ target }) => target),
    );
    expect([...SIDE_DOORS.keys()].filter((door) => !used.has(door))).toEqual([]);
  });

  test('the environment is read in one place', () => {
    const readers = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && readFileSync(join(SRC, file), 'utf8').includes('process.env'),
    );
    // Processes and threads are started with what they need of it.
    expect(readers.toSorted()).toEqual([
      'cli/databases/target-address.ts',
      'cli/gateway/gateway-config.ts',
      'cli/remote/environment.ts',
      'cli/shares/array-index.ts',
      'workers/host/environment.ts',
      'workers/threads/thread-options.ts',
    ]);
  });

  test('nobody imports the command line but main', () => {
    expect(
      offenders(({ file, room, target }) => room !== 'cli' && file !== 'main.ts' && enters(target, ['cli'])),
    ).toEqual([]);
  });

  test('Piscina is known to the pool and its threads alone', () => {
    expect(offenders(({ room, target }) => target === 'piscina' && room !== 'workers')).toEqual([]);
  });
});

describe('words', () => {
  const GLOSSARY = readFileSync(join(SRC, 'model/index.ts'), 'utf8').split('*/', 1)[0];
  const words = [...GLOSSARY.matchAll(/^ \* ([a-z]+(?: \/ [a-z]+)*) {2,}/gm)]
    .flatMap(([, said]) => said.split(' / '))
    .map((word) => `${word[0].toUpperCase()}${word.slice(1)}`);
  /** Said by a model, and a row of the database that keeps one. */
  const STORED = ['Provider'];

  /** Where a name is declared as a type or class, or imported from a package. Fronts of the same things repeat their names. */
  function declarations(name: string): string[] {
    const declared = new RegExp(
      `^\\s*(?:export )?(?:abstract )?(?:interface|type|class) ${name}(?: extends .*| implements .*|<.*)? [={]`,
      'm',
    );
    const imported = new RegExp(`import (?:type )?\\{[^}]*(?<! as )\\b${name}\\b(?! as)[^}]*\\} from '[^.]`);
    return readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => {
      if (!file.endsWith('.ts') || /^(?:schema|client)\//.test(file)) return false;
      const text = readFileSync(join(SRC, file), 'utf8');
      return declared.test(text) || imported.test(text);
    });
  }

  test('the glossary is read', () => {
    expect(words).toEqual(expect.arrayContaining(['Place', 'Field', 'Bound', 'Task', 'Connection']));
  });

  test.each([...words, 'Writer'])('%s means one thing', (word) => {
    expect(declarations(word).length).toBeLessThanOrEqual(STORED.includes(word) ? 2 : 1);
  });

  test.each(['Place', 'Bound', 'Form', 'Writer'])('%s says too little alone', (word) => {
    expect(declarations(word)).toEqual([]);
  });
});

test('a bound is called MAX_… or MIN_…', () => {
  const bounds = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [
        ...readFileSync(join(SRC, file), 'utf8').matchAll(
          /const ((?:MOST|LONGEST|LARGEST|HIGHEST|GREATEST|FEWEST|SHORTEST|LEAST|LOWEST)(?:_[A-Z]+)?) = [-\d(]/g,
        ),
      ].map(([, name]) => `${file}: ${name}`),
    );
  expect(bounds).toEqual([]);
});

describe('tests', () => {
  const TEST = import.meta.dirname;

  test('none waits for less than all others do: a busy machine would fail it', () => {
    const files = readdirSync(TEST, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.startsWith('faults/') && file !== 'architecture.test.ts',
    );
    const limits = files.flatMap((file) =>
      [...readFileSync(join(TEST, file), 'utf8').matchAll(/\.poll\([^;]*?\{[^;{}]*timeout:/g)].map(
        ([said]) => `${file}: ${said}`,
      ),
    );
    expect(limits).toEqual([]);
  });
});
