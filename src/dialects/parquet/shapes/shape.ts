import type { JsonNode } from '../../json/node.ts';
import type { Findings } from '../../report.ts';
import type { SourcePosition } from '../../schema.ts';
import type { ParquetNode } from '../node.ts';

/** What readers of a shape need beside the value. */
export interface ShapeContext {
  readonly findings: Findings;
  /** Where a value of the document is. */
  at(node: JsonNode): SourcePosition;
}

/** A schema as a shape has it. */
export interface ShapeSchema {
  /** '' where the shape has no name for it. */
  readonly name: string;
  readonly nodes: readonly ParquetNode[];
}

/** Notes that a part of a document is not what its shape has there. */
export function notePart(context: ShapeContext, node: JsonNode, path: string, expected: string): void {
  context.findings.skipped('PART_SKIPPED', context.at(node), path, `${expected} is expected here.`);
}
