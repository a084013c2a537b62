/*
 * JSON Schemas of the values of directives, and what they are written on.
 */
export const text = { type: 'string' };
/** The path of a table file, relative to the model. */
export const tableFile = { type: 'string', pattern: '\\.[cCtT][sS][vV]$' };
export const flag = { type: 'boolean' };
export const expression = { type: 'string', pattern: '^\\s*=' };
export const number = { anyOf: [{ type: 'number' }, expression] };
export const scalar = { type: ['string', 'number', 'boolean', 'null'] };
export const constant = { type: ['number', 'boolean', 'null'] };
export const bound = { type: ['string', 'number'] };
export const ref = (name: string): Record<string, string> => ({ $ref: `#/definitions/${name}` });
export const texts = { anyOf: [text, { type: 'array', items: text, minItems: 1 }] };
export const weeklyShape = (...examples: readonly string[]): Readonly<Record<string, unknown>> => ({
  anyOf: [...texts.anyOf, { type: 'object', minProperties: 1, additionalProperties: number }],
  examples,
});
export const field = ['field'] as const;
export const document = ['document'] as const;
export const entity = ['entity'] as const;
