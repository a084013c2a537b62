import { First } from './2026-11-24-first.ts';
import { Connections } from './2026-11-25-connections.ts';
import { GroupUse } from './2026-11-25-group-use.ts';
import { Loads } from './2026-11-25-loads.ts';
import { PlannedFiles } from './2026-11-25-planned-files.ts';
import { Installation } from './2026-11-29-installation.ts';
import { TaskHistory } from './2026-11-29-task-history.ts';
import { Tries } from './2026-11-29-tries.ts';
import { OptionValues } from './2026-11-29-option-values.ts';
import { Webhooks } from './2026-11-29-webhooks.ts';
import { TableFiles } from './2026-11-29-table-files.ts';
import { Room } from './2026-11-29-room.ts';
import { Nodes } from './2026-11-29-nodes.ts';
import { Sources } from './2026-11-29-sources.ts';
import { ConnectionKinds } from './2026-11-29-connection-kinds.ts';
import { Slices } from './2026-11-30-slices.ts';
import { S3 } from './2026-11-30-s3.ts';
import { Turns } from './2026-11-30-turns.ts';
import { WholeFiles } from './2026-11-30-whole-files.ts';

/** All of them, oldest first. One that has been published is never changed: a further one corrects it. */
export const MIGRATIONS = [
  { name: '2026-11-24-first', class: First },
  { name: '2026-11-25-connections', class: Connections },
  { name: '2026-11-25-group-use', class: GroupUse },
  { name: '2026-11-25-loads', class: Loads },
  { name: '2026-11-25-planned-files', class: PlannedFiles },
  { name: '2026-11-29-installation', class: Installation },
  { name: '2026-11-29-tries', class: Tries },
  { name: '2026-11-29-option-values', class: OptionValues },
  { name: '2026-11-29-webhooks', class: Webhooks },
  { name: '2026-11-29-task-history', class: TaskHistory },
  { name: '2026-11-29-sources', class: Sources },
  { name: '2026-11-29-table-files', class: TableFiles },
  { name: '2026-11-29-room', class: Room },
  { name: '2026-11-29-nodes', class: Nodes },
  { name: '2026-11-29-connection-kinds', class: ConnectionKinds },
  { name: '2026-11-30-slices', class: Slices },
  { name: '2026-11-30-s3', class: S3 },
  { name: '2026-11-30-whole-files', class: WholeFiles },
  { name: '2026-11-30-turns', class: Turns },
] as const;
