import { MAX_DOCUMENT_BYTES, type Problem } from '../../model/index.ts';
import { loadProgram } from './load-program.ts';

/** The errors of a model, as long as it is not too large to be read. */
export function modelErrors(text: string): readonly Problem[] {
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) return [];
  return loadProgram({ text }, true).problems.filter(({ severity }) => severity === 'error');
}
