import type { CompiledEntity } from '../engine/compile/program.ts';
import type { DdlFinding, Refusals } from './report.ts';

/** Tables whose constraints hold, which rows are tried in. What it holds is gone when it is closed. */
export interface Judge {
  /** The database, and its version. */
  readonly title: string;
  /** Whether it is a server's, which outlives this process. */
  readonly isRemote: boolean;
  /** Creates the tables that the entities have. @param step says that a statement is about to run. */
  create(entities: readonly CompiledEntity[], step: () => void): Promise<CreatedTables>;
  /** Inserts all rows of an entity. @param step says that so many more were tried. */
  insert(entity: CompiledEntity, refusals: Refusals, step: (rows: number) => void): Promise<void>;
  /** Checks what only holds once all rows are there: references. */
  settle(entities: readonly CompiledEntity[], refusals: Refusals): Promise<void>;
  close(): Promise<void>;
}

export interface CreatedTables {
  readonly run: number;
  readonly passed: number;
  readonly findings: readonly DdlFinding[];
}

/** The proof cannot go on. The message is one sentence for the user. */
export class ProofFailure extends Error {
  /** Whether the usage, or the model, is wrong. */
  readonly isUsage: boolean;

  constructor(message: string, { isUsage = false, ...options }: ErrorOptions & { readonly isUsage?: boolean } = {}) {
    super(message, options);
    this.isUsage = isUsage;
  }
}
