import { createHash } from 'node:crypto';
import type { FabricateRequest } from '../../dialects/index.ts';
import type { GenerationSpec, ImportRequest } from './model-host.ts';

/** A spec as it travels. */
export interface SpecText {
  /** SHA-256 of the JSON, in hexadecimal. */
  readonly id: string;
  /** JSON in UTF-8. */
  readonly json: Uint8Array;
}

/** A spec may be megabytes, and each part of a task asks with the same object. */
const texts = new WeakMap<GenerationSpec | FabricateRequest | ImportRequest, SpecText>();

/** The text of a spec; equal texts have equal ids. */
export function specText(spec: GenerationSpec | FabricateRequest | ImportRequest): SpecText {
  const known = texts.get(spec);
  if (known !== undefined) return known;
  const json = Buffer.from(JSON.stringify(spec));
  const text = { id: createHash('sha256').update(json).digest('hex'), json };
  texts.set(spec, text);
  return text;
}
