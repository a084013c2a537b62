import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import ajv4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { ImportReport } from '../../../src/dialects/index.ts';
import { programOf, type Row, rowsOf } from '../../engine/rows.ts';
import { importText } from '../import-text.ts';

export type Draft = '04' | '06' | '07' | '2019' | '2020';

/** What came of a schema: its model, and how many of its rows a validator accepts. */
export interface Judgement {
  readonly model: string;
  readonly report: ImportReport;
  readonly rows: readonly Row[];
  readonly valid: number;
  /** Of the first row that is not valid. */
  readonly errors: readonly ErrorObject[];
}

const OPTIONS = { strict: false, allErrors: false, logger: false, validateFormats: true } as const;

/** A validator of a draft. @param others schemas that it may refer to. */
export function validatorOf(schema: object, draft: Draft, others: readonly object[] = []): ValidateFunction {
  const ajv = ajvOf(draft);
  addFormats.default(ajv);
  // Without what is undefined.
  for (const other of others) ajv.addSchema(Object(JSON.parse(JSON.stringify(other))));
  return ajv.compile(schema);
}

function ajvOf(draft: Draft): Ajv {
  switch (draft) {
    case '04':
      return new ajv4.default(OPTIONS);
    case '2019':
      return new Ajv2019(OPTIONS);
    case '2020':
      return new Ajv2020(OPTIONS);
    case '06':
    case '07': {
      const ajv = new Ajv(OPTIONS);
      if (draft === '06') ajv.addMetaSchema(draft6);
      return ajv;
    }
  }
}

/** The draft that a schema names; 07 where it names none. */
export function draftOf(schema: object): Draft {
  const name = '$schema' in schema ? String(schema.$schema) : '';
  const [draft] = (['04', '06', '2019', '2020'] as const).filter((one) =>
    name.includes(one.length === 2 ? `draft-${one}` : one),
  );
  return draft ?? '07';
}

/** Imports a schema, and judges rows of its entity, or of the one that is named. */
export async function judge(
  schema: object,
  { rows = 50, entity, validate }: { rows?: number; entity?: string; validate?: ValidateFunction } = {},
): Promise<Judgement> {
  const { model, report } = await importText(JSON.stringify(schema), 'json_schema');
  if (model === '') return { model, report, rows: [], valid: 0, errors: [] };
  const program = programOf(model);
  const made = await rowsOf(program, entity ?? program.entities[0].name, 0, rows);
  const accepts = validate ?? validatorOf(schema, draftOf(schema));
  let valid = 0;
  let errors: readonly ErrorObject[] = [];
  for (const row of made) {
    if (accepts(row)) valid++;
    else if (errors.length === 0) errors = accepts.errors ?? [];
  }
  return { model, report, rows: made, valid, errors };
}
