import { formatNames, loadFormat } from '../formats/index.ts';
import type { Format as FormatOfFiles } from '../formats/index.ts';
import { builder } from './builder.ts';
import { enumName } from './enum-name.ts';
import { Option } from './option.ts';

/** All of the registry, in its order. */
export const formats: readonly FormatOfFiles[] = await Promise.all(formatNames.map(loadFormat));

/** Its values are those of the registry: a new format is a value by its line there. */
export const Format = builder.enumType('Format', {
  description: 'A way to write rows into files. The query `formats` tells more.',
  values: Object.fromEntries(
    formats.map(({ name, summary }) => [enumName(name), { value: name, description: summary }]),
  ),
});

const FormatInfo = builder.objectRef<FormatOfFiles>('FormatInfo').implement({
  description: 'A format: a way to write rows into files.',
  fields: (t) => ({
    name: t.field({ type: Format, description: 'By which it is asked for.', resolve: ({ name }) => name }),
    summary: t.exposeString('summary', { description: 'One sentence on what it is.' }),
    extension: t.exposeString('extension', { description: 'Of its files, without a dot.' }),
    mediaType: t.exposeString('mediaType', { description: 'The content type of its files.' }),
    options: t.field({
      type: [Option],
      description: 'What can be said about how the files are written.',
      resolve: ({ options }) => Object.entries(options).map(([name, spec]) => ({ name, spec })),
    }),
  }),
});

builder.queryField('formats', (t) =>
  t.field({
    type: [FormatInfo],
    description: 'The formats that there are.',
    resolve: () => formats,
  }),
);
