import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { expect, test } from 'vitest';
import { generators } from '../../src/engine/generators/registry.ts';
import { formatNames, loadFormat } from '../../src/formats/index.ts';
import { NODE_NAMES } from '../../src/global-id.ts';
import { schema } from '../../src/schema/index.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);
const formats = await Promise.all(formatNames.map(loadFormat));
const mutations = Object.values(schema.getMutationType()!.getFields());

/** What can have a description within a type, by path. */
function described(type: GraphQLNamedType): [path: string, description: string][] {
  if (isEnumType(type))
    return type.getValues().map(({ name, description }) => [`${type.name}.${name}`, description ?? '']);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(({ name, description }) => [`${type.name}.${name}`, description ?? '']);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args }: GraphQLField<unknown, unknown>) => [
    [`${type.name}.${name}`, description ?? ''],
    ...args.map((arg): [string, string] => [`${type.name}.${name}(${arg.name})`, arg.description ?? '']),
  ]);
}

/** Words that begin half a sentence, whose subject a reader would have to guess. */
const GUESSED =
  /^(What|Which|Whose|Who|Whoever|When|Where|Why|How|Of|By|For|In|From|Since|Only|Not|It|Its|Their|This|Whether it is)\b/;
/** Idioms that are hard to read, or that hide what is meant. */
const OBSCURE =
  /left out|nothing is said|whoever|behind|\blead|stands|\btold\b|the most\b|if refused|\ba S3\b|may see|is wanted|are wanted|null where|empty where/i;
const IS_ACTION = /^[A-Z][a-z]+s /;
const IS_NOUN = /^(A|An|The) /;
const IS_NOUN_OR_FACT = /^(A|An|The|Whether) /;
const IS_NOUN_FACT_OR_FILTER = /^(A|An|The|Whether|Filters) /;

/** What the description of each kind of thing begins with; of an enum value, any whole sentence. */
function beginning(path: string): RegExp {
  const [type, member] = path.split('.');
  if (member === undefined) return IS_NOUN;
  if (/\(|Input\.|Filter\./.test(path)) return IS_NOUN_FACT_OR_FILTER;
  if (isEnumType(schema.getType(type))) return /^[A-Z]/;
  // Queries that take an `input`, as mutations do, are described as they are.
  if (
    type === 'Mutation' ||
    ['Query.exportProject', 'Query.importModel', 'Query.preview', 'Query.validateModel'].includes(path)
  )
    return IS_ACTION;
  return IS_NOUN_OR_FACT;
}

test('every description is a sentence that can be read alone: a person can work from GraphiQL alone', () => {
  const all = types.flatMap((type) => [[type.name, type.description ?? ''] as const, ...described(type)]);
  expect(all.length).toBeGreaterThan(400);
  const faulty = all.filter(
    ([path, description]) =>
      !/^\S.{5,}\.$/s.test(description) ||
      GUESSED.test(description) ||
      OBSCURE.test(description) ||
      !beginning(path).test(description),
  );
  expect(faulty).toEqual([]);
});

test('no two members of a type have the same description', () => {
  const same = types.flatMap((type) => {
    const members = described(type).filter(([path]) => !path.includes('('));
    return members.filter(([, description], k) => members.findIndex(([, other]) => other === description) !== k);
  });
  expect(same).toEqual([]);
});

test('options and generators are described by whole sentences', () => {
  const all = [...formats, ...generators].flatMap(({ name, summary, options }) => [
    [name, summary] as const,
    ...Object.entries<{ readonly summary: string }>(options).map(
      ([option, spec]) => [`${name}.${option}`, spec.summary] as const,
    ),
  ]);
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(([, text]) => !/^\S.{5,}\.$/s.test(text) || GUESSED.test(text) || OBSCURE.test(text))).toEqual([]);
});

test('the root fields are those that clients were promised', () => {
  const names = (type: GraphQLNamedType | null | undefined) =>
    isObjectType(type) ? Object.keys(type.getFields()) : [];
  expect(names(schema.getQueryType()).sort()).toEqual(
    (
      'apiKeys connection connections exportProject formats generators importModel node nodes preview project projectGroup projectGroups projects ' +
      'provider providers s3Connection s3Connections task tasks usage validateModel viewer webhookDeliveries workers'
    ).split(' '),
  );
  expect(names(schema.getMutationType()).sort()).toEqual(
    (
      'cancelTask cloneProject createApiKey createConnection createProject createProjectGroup createProviders createS3Connection deleteConnection ' +
      'deleteProject deleteProjectGroup deleteProvider deleteS3Connection deleteTableFile importProject putTableFile redeliverWebhook renameProject renameProjectGroup retryTask revertProject revokeApiKey rotateWebhookSecret startGeneration ' +
      'testConnection testS3Connection testWebhook updateConnection updateProjectModel updateProvider updateS3Connection'
    ).split(' '),
  );
  expect(names(schema.getSubscriptionType()).sort()).toEqual(['taskEvents', 'taskProgress']);
});

test('nodes are the types that have an identity', () => {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('there is no Node');
  expect(
    schema
      .getPossibleTypes(node)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...NODE_NAMES].sort());
});

test('what is listed in pages is a node; generators are known by their names, and a project has few table files', () => {
  const edges = types.filter((type) => isObjectType(type) && type.name.endsWith('Edge'));
  expect(edges.map(({ name }) => name.replace(/Edge$/, '')).sort()).toEqual(
    [...NODE_NAMES.filter((name) => name !== 'TableFile'), 'Generator'].sort(),
  );
});

test('lists of the query are pages, but for those that have few items by their nature', () => {
  const lists = Object.values(schema.getQueryType()!.getFields()).filter(
    ({ type }) => isNonNullType(type) && isListType(type.ofType),
  );
  expect(lists.map(({ name }) => name).sort()).toEqual(['formats', 'nodes', 'usage', 'workers']);
});

test('the formats are those of the registry', () => {
  const format = schema.getType('Format');
  if (!isEnumType(format)) throw new Error('there is no Format');
  expect(
    format
      .getValues()
      .map(({ value }) => String(value))
      .sort(),
  ).toEqual([...formatNames].sort());
});

test.each(mutations)('$name has one input, and a payload with a union of errors', ({ name, args, type }) => {
  expect(args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${capital(name)}Input!`]);
  const payload = getNamedType(type);
  expect(payload.name).toBe(`${capital(name)}Payload`);
  if (!isObjectType(payload)) throw new Error('a payload is an object');
  const { errors, ...things } = payload.getFields();
  const union = getNamedType(errors.type);
  expect(String(errors.type)).toBe(`[${capital(name)}Error!]!`);
  if (!isUnionType(union)) throw new Error('errors are a union');
  for (const member of union.getTypes()) expect(member.getInterfaces().map(String)).toEqual(['UserError']);
  const lists = Object.values(things).filter((thing) => isNonNullType(thing.type));
  // Whatever a refused mutation cannot answer is null.
  expect(lists.every((thing) => isNonNullType(thing.type) && isListType(thing.type.ofType))).toBe(true);
  expect(Object.keys(things).length).toBeGreaterThan(0);
});

function capital(name: string): string {
  return `${name[0].toUpperCase()}${name.slice(1)}`;
}
