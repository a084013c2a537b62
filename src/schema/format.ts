import { formatNames, loadFormat } from '../formats/index.ts';
import type { Format as FormatOfFiles } from '../formats/index.ts';
import { builder } from './builder.ts';
import { enumName } from './enum-name.ts';
import { Option } from './option.ts';

/** All of the registry, in its order. */
export const formats: readonly FormatOfFiles[] = await Promise.all(formatNames.map(loadFormat));

/** Its values are those of the registry: a new format is a value by its line there. */
export const Format = builder.enumType('Format', {
  description: 'A file format for rows. The query `formats` describes each with its options.',
  values: Object.fromEntries(
    formats.map(({ name, summary }) => [enumName(name), { value: name, description: summary }]),
  ),
});

const FormatInfo = builder.objectRef<FormatOfFiles>('FormatInfo').implement({
  description: 'A file format for rows, with its options.',
  fields: (t) => ({
    name: t.field({
      type: Format,
      description: 'The name of the format, as `startGeneration` takes it.',
      resolve: ({ name }) => name,
    }),
    summary: t.exposeString('summary', { description: 'A one-sentence description of the format.' }),
    extension: t.exposeString('extension', { description: 'The file name extension, without the dot.' }),
    mediaType: t.exposeString('mediaType', { description: 'The media type of the files.' }),
    options: t.field({
      type: [Option],
      description: 'The options of the format.',
      resolve: ({ options }) => Object.entries(options).map(([name, spec]) => ({ name, spec })),
    }),
  }),
});

builder.queryField('formats', (t) =>
  t.field({
    type: [FormatInfo],
    description: 'The list of all file formats.',
    resolve: () => formats,
  }),
);
