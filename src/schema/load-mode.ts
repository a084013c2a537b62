import type { LoadMode as LoadModeName } from '../targets/index.ts';
import { builder } from './builder.ts';

export const LoadMode = builder.enumType('LoadMode', {
  description: 'What becomes of the rows that are in the tables already.',
  values: {
    APPEND: { value: 'append', description: 'They stay, and the new ones are added.' },
    TRUNCATE: { value: 'truncate', description: 'The new ones take their place, in the same transaction.' },
  } as const satisfies Readonly<Record<string, { readonly value: LoadModeName; readonly description: string }>>,
});
