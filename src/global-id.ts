import { validate } from 'uuid';

/** The types that have an id of the API. */
export const NODE_NAMES = [
  'ProjectGroup',
  'Project',
  'ProjectRevision',
  'TableFile',
  'Provider',
  'Target',
  'S3Target',
  'Task',
  'ApiKey',
  'WebhookDelivery',
] as const;
export type NodeName = (typeof NODE_NAMES)[number];

export interface NodeId {
  readonly type: NodeName;
  /** Row id. */
  readonly id: string;
}

/** Longer than any id of ours, so that nothing long is decoded. */
const MAX_LENGTH = 100;

/** What an id of the API stands for; null where it is none. */
export function readNodeId(text: string): NodeId | null {
  if (text.length > MAX_LENGTH) return null;
  const [name, id, ...more] = Buffer.from(text, 'base64').toString().split(':');
  const type = NODE_NAMES.find((known) => known === name);
  return type === undefined || id === undefined || more.length > 0 || !validate(id)
    ? null
    : { type, id: id.toLowerCase() };
}

/** A row id that no row has. */
const NO_ROW = '';

/** The row id behind an id of the API, of a type. One that is none, or of another type, leads to nothing: to ''. */
export function rowId(type: NodeName, text: string): string {
  const read = readNodeId(text);
  return read?.type === type ? read.id : NO_ROW;
}

/** The id of the API for a row. */
export function nodeId(type: NodeName, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}
