/** Types of fields of every family; `{before}` is the entity before. */
const TYPES = [
  'integer 1-100000',
  'string @full_name null 10%',
  'boolean',
  'date',
  'decimal(10,2) 0-1000',
  'string @email',
  'enum(open, paid, gone)',
  'uuid',
  '"= price * 2"',
  'timestamp',
  'string @city',
  '{ $template: "{id}-{price}" }',
  '[string]',
  'string',
  'number',
];

/** A model of so many entities with so many fields each: generators, expressions, templates, lists, references and `$per`. */
export function largeModel(entities: number, fields: number, rows = 100): string {
  const texts = Array.from({ length: entities }, (_, e) => {
    const before = `Entity${e - 1}.id`;
    const reference = [[], [`parent: { $ref: ${before} }`], [`parent: { $ref: ${before}, $per: 0-3 }`]][e % 3];
    const own = ['id: integer @id', 'price: decimal(10,2)', ...reference];
    const others = Array.from(
      { length: fields - own.length },
      (_, f) => `field_${f}: ${TYPES[(e + f) % TYPES.length]}`,
    );
    const count = e % 3 === 2 ? [] : [`$count: ${rows}`];
    return `Entity${e}:\n${[...count, ...own, ...others].map((line) => `  ${line}\n`).join('')}`;
  });
  return texts.join('');
}
