import type { Catalogue } from './catalogue.ts';
import type { DirectiveOwner } from './words/directive.ts';
import { DIRECTIVES } from './words/directives.ts';
import { DISTRIBUTION_NAMES, type DistributionSpec, DISTRIBUTIONS } from './words/distribution.ts';
import { SCALAR_TYPES } from './words/scalar-types.ts';

type Json = Readonly<Record<string, unknown>>;

const ref = (name: string): Json => ({ $ref: `#/definitions/${name}` });
/** A name of the user's: anything that is no directive. */
const OWN_NAME = '^([^$]|\\$\\$)';
const BOUND = { type: ['string', 'number'] };
const EXPRESSION = { type: 'string', pattern: '^\\s*=' };

/**
 * The language as JSON Schema draft-07, which the YAML servers of editors read: directives with their summaries, types,
 * generators. Looser than the parser where a schema cannot say it (what a short form holds after its type, references).
 */
export function languageSchema(catalogue: Catalogue): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A model of data to generate',
    type: 'object',
    properties: directivesOf('document'),
    patternProperties: { [OWN_NAME]: ref('entity') },
    additionalProperties: false,
    definitions: {
      entity: {
        type: 'object',
        minProperties: 1,
        properties: directivesOf('entity'),
        patternProperties: { [OWN_NAME]: ref('field') },
        additionalProperties: false,
      },
      field: { anyOf: [ref('shortForm'), ref('list'), ref('fullForm'), ref('object')] },
      list: { type: 'array', items: ref('field'), minItems: 1, maxItems: 1 },
      fullForm: { type: 'object', minProperties: 1, properties: directivesOf('field'), additionalProperties: false },
      object: {
        type: 'object',
        minProperties: 1,
        properties: directivesOf('object'),
        patternProperties: { [OWN_NAME]: ref('field') },
        additionalProperties: false,
      },
      shortForm: {
        type: 'string',
        description:
          'type [@generator] [@id] [min-max] [(hint)] [unique] [null N%] [hidden], $Entity.field or "= expression"',
        pattern: `^\\s*(=|\\$\\S|((${SCALAR_TYPES.join('|')})(\\s|$))|decimal\\(|enum\\()`,
        examples: [...SCALAR_TYPES, ...catalogue.names.map((name) => `string @${name}`)],
      },
      // Providers of the document are names here too, so that an unknown one is left to the parser.
      generator: { type: 'string', examples: catalogue.names },
      provider: {
        anyOf: [
          ref('values'),
          { type: 'array', minItems: 1, items: { type: 'object' } },
          tableShape('file', { type: 'string', pattern: '\\.[cCtT][sS][vV]$' }),
          tableShape('rows', { type: 'array', minItems: 1, items: { type: 'object' } }),
        ],
      },
      values: {
        anyOf: [
          // Of a json field, values of any kind.
          { type: 'array', minItems: 1 },
          { type: 'object', minProperties: 1, additionalProperties: { type: ['number', 'string'] } },
        ],
      },
      length: {
        anyOf: [
          { type: 'integer', minimum: 0 },
          { type: 'string', pattern: '^\\s*(=|\\d+\\s*(-|\\.\\.)\\s*\\d+\\s*$)' },
          { type: 'object', required: ['max'], properties: { distribution: ref('distribution') } },
          {
            type: 'object',
            required: ['$values'],
            properties: { $values: ref('values') },
            additionalProperties: false,
          },
        ],
      },
      spread: {
        anyOf: [
          BOUND,
          { type: 'object', required: ['min', 'max'], properties: { distribution: { enum: DISTRIBUTION_NAMES } } },
        ],
      },
      season: {
        type: 'object',
        required: ['period', 'amplitude'],
        properties: { period: BOUND, amplitude: { anyOf: [{ type: 'number' }, EXPRESSION] }, peak: BOUND },
        additionalProperties: false,
      },
      distribution: {
        anyOf: [
          { enum: [...DISTRIBUTION_NAMES, 'weighted'] },
          ...Object.entries<DistributionSpec>(DISTRIBUTIONS).map(([name, spec]) => distributionShape(name, spec)),
        ],
      },
    },
  };
}

function tableShape(name: string, shape: Json): Json {
  const properties = {
    [name]: shape,
    weight: { type: 'string', description: 'The column of the weights of the rows.' },
  };
  return { type: 'object', required: [name], properties, additionalProperties: false };
}

function directivesOf(location: DirectiveOwner): Json {
  const properties = new Map<string, unknown>();
  for (const { name, owners, shape, summary } of DIRECTIVES) {
    if (shape !== undefined && owners.includes(location)) properties.set(name, { description: summary, ...shape });
  }
  return Object.fromEntries(properties);
}

function distributionShape(name: string, { summary, parameters }: DistributionSpec): Json {
  const shapes = Object.entries(parameters).map(([parameter, { above }]) => [
    parameter,
    { anyOf: [{ type: 'number', ...(above === -Infinity ? {} : { exclusiveMinimum: above }) }, EXPRESSION] },
  ]);
  return {
    description: summary,
    type: 'object',
    required: ['name'],
    properties: { name: { const: name }, ...Object.fromEntries(shapes) },
    additionalProperties: false,
  };
}
