import type { LoadMode as LoadModeName } from '../targets/index.ts';
import { builder } from './builder.ts';

export const LoadMode = builder.enumType('LoadMode', {
  description: 'A way to treat the rows that the tables already contain.',
  values: {
    APPEND: { value: 'append', description: 'Keeps the existing rows and adds the new ones.' },
    TRUNCATE: { value: 'truncate', description: 'Replaces the existing rows with the new ones, in one transaction.' },
  } as const satisfies Readonly<Record<string, { readonly value: LoadModeName; readonly description: string }>>,
});
