import type { ImportCounts, ImportFinding, ImportReport } from '../dialects/index.ts';
import { DIALECTS } from '../dialects/index.ts';
import { type ModelSource as SourceOfModel, importModel } from '../projects/index.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { enumName } from './enum-name.ts';
import { question } from './mutation.ts';

/** Files of other bytes are for the command line. */
const IN_TEXT = DIALECTS.filter(({ isBinary }) => isBinary !== true);

/** The value of the own language, of which nothing has to be imported. */
const OWN = 'rowmill';

export const ModelFormat = builder.enumType('ModelFormat', {
  description: 'A language that describes tables: that of models, or one that is converted to a model.',
  values: Object.fromEntries(
    [{ name: OWN, title: 'A model, which is saved as it is' }, ...IN_TEXT].map(({ name, title }) => [
      enumName(name),
      { value: name, description: `${title}.` },
    ]),
  ),
});

/** The dialect of a format: null for the own language. */
export const dialectOf = (format: string | null | undefined): string | null =>
  format === OWN ? null : (format ?? null);

const ImportLevel = builder.enumType('ImportLevel', {
  description: 'The degree to which an import kept a part of a schema.',
  values: {
    APPROXIMATED: {
      value: 'approximated',
      description: 'The part was replaced by another or a stricter rule, so that rows still fit the schema.',
    },
    SKIPPED: { value: 'skipped', description: 'The part was skipped, so that rows may not fit the schema.' },
  } as const,
});

const ImportFindingType = builder.objectRef<ImportFinding>('ImportFinding').implement({
  description: 'A part of a schema that an import did not carry over as it is.',
  fields: (t) => ({
    level: t.expose('level', { type: ImportLevel, description: 'The degree to which the part was kept.' }),
    code: t.exposeString('code', {
      description: 'A stable, upper-case code for programs to branch on. The documentation lists all codes.',
    }),
    message: t.exposeString('message', { description: 'The explanation of the finding, for people.' }),
    path: t.exposeString('path', {
      description: 'The table, or table and column, such as `orders.total`; empty if the finding concerns neither.',
    }),
    line: t.exposeInt('line', { nullable: true, description: 'The line of the schema, counted from 1.' }),
    column: t.exposeInt('column', { nullable: true, description: 'The column of the schema, counted from 1.' }),
  }),
});

const ImportCountsType = builder.objectRef<ImportCounts>('ImportCounts').implement({
  description: 'The numbers of things of each kind in a schema.',
  fields: (t) => ({
    tables: t.exposeInt('tables', { description: 'The number of tables.' }),
    columns: t.exposeInt('columns', { description: 'The number of columns.' }),
    keys: t.exposeInt('keys', { description: 'The number of primary keys.' }),
    uniques: t.exposeInt('uniques', { description: 'The number of unique constraints.' }),
    references: t.exposeInt('references', { description: 'The number of references.' }),
    checks: t.exposeInt('checks', { description: 'The number of checks.' }),
  }),
});

export const ImportReportType = builder.objectRef<ImportReport>('ImportReport').implement({
  description: 'A report on an import: how much of a schema is in the model, and what is not.',
  fields: (t) => ({
    dialect: t.exposeString('dialect', {
      description: 'The language that the schema was read in, such as `postgresql`.',
    }),
    source: t.field({
      type: ImportCountsType,
      description: 'The numbers of things in the schema.',
      resolve: ({ source }) => source,
    }),
    understood: t.field({
      type: ImportCountsType,
      description: 'The numbers of things that the model keeps.',
      resolve: ({ understood }) => understood,
    }),
    harmless: t.exposeInt('harmless', {
      description: 'The number of statements that do not matter for rows, such as `GRANT` and `INSERT`.',
    }),
    findings: t.field({
      type: [ImportFindingType],
      description: 'The parts of the schema that were approximated or skipped, by position. At most 1,000 are listed.',
      resolve: ({ findings }) => findings,
    }),
    unlisted: t.exposeInt('unlisted', { description: 'The number of further findings, which are not listed.' }),
  }),
});

export const REPORT = 'The report on the import; null if the format is `ROWMILL` or the request was refused.';

export const ModelSource = builder.objectRef<SourceOfModel>('ModelSource').implement({
  description: 'A schema of another system that a model was made from.',
  fields: (t) => ({
    format: t.exposeString('dialect', { description: 'The language of the schema, such as `postgresql`.' }),
    text: t.exposeString('text', { description: 'The text of the schema, as it was sent.' }),
  }),
});

question('importModel', {
  description:
    'Converts a schema of another system, such as a SQL script, to a model, without saving it. Nothing in the schema is executed.',
  subject: 'The schema to import.',
  input: (t) => ({
    schema: t.string({ required: true, description: 'The text of the schema, at most 2 MiB.' }),
    format: t.field({ type: ModelFormat, description: 'The language of the schema. By default, it is detected.' }),
  }),
  errors: ['invalid-input', 'model-problem'],
  run: ({ schema, format }, context) =>
    importModel(callOf(context), { schema, format: dialectOf(format) }, context.host),
  fields: (t) => ({
    model: t.string({
      nullable: true,
      description: 'The model: a YAML document; null if the request was refused.',
      resolve: ({ value }) => value?.model,
    }),
    report: t.field({
      type: ImportReportType,
      nullable: true,
      description: 'The report on the import; null if the request was refused.',
      resolve: ({ value }) => value?.report,
    }),
  }),
});
