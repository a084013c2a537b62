import { nameFault } from './names.ts';

/** What is wrong with the name of a file; null where nothing is. A path below the folder of the model, whatever the system. */
export function fileNameFault(name: string): string | null {
  const fault = nameFault(name);
  if (fault !== null) return fault;
  const isBelow = name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  if (!isBelow || name.includes('\\') || /^[a-z]:/i.test(name))
    return 'a file is named by its path below the folder of the model';
  return /\.[ct]sv$/i.test(name) ? null : 'a table is a file whose name ends in .csv or .tsv';
}
