import { z } from '@hono/zod-openapi';
import type { Failure } from '../rest/failure.ts';
import { json } from '../rest/fields.ts';

const ErrorBody = z
  .object({
    error: z.object({
      code: z.string().openapi({ description: 'A stable, upper-case code for programs.' }),
      message: z.string(),
    }),
  })
  .openapi('Error');

/** The body of every error, as those of downloads. */
export function errorBody({ code, message }: Failure): z.infer<typeof ErrorBody> {
  return { error: { code, message } };
}

const failing = (description: string) => ({ description, content: json(ErrorBody) });

/** The errors that an upload can end with. */
export const ERRORS = {
  400: failing('The name is not a relative path that ends in .csv or .tsv, or the file is not a table.'),
  401: failing('The key is missing, unknown, expired or revoked.'),
  403: failing('The key lacks the scope that the call requires.'),
  404: failing('There is no such project, or the key cannot access it.'),
  413: failing('The file is too large.'),
  422: failing('Reading the file took too much time or memory.'),
  429: failing('The key has used up a limit for now, or the files of the project or its group would be too large.'),
  503: failing('The gateway cannot answer now. `Retry-After` says when to try again.'),
} as const;

export const TableFile = z
  .object({
    id: z.string().openapi({ description: 'The ID. The same in the GraphQL API.' }),
    name: z.string().openapi({ description: 'The name by which the model refers to the file.' }),
    bytes: z.number().int().openapi({ description: 'The size of the file.' }),
    digest: z.string().openapi({ description: 'The SHA-256 of the bytes, in hexadecimal.' }),
  })
  .openapi('TableFile');
