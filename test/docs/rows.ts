import { type PartFormat, loadPartFormat, parseOptions, Sink } from '../../src/formats/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import type { ModelRequest } from '../../src/workers/programs/model-request.ts';
import { PartMaker } from '../../src/workers/making/part-maker.ts';

/**
 * The first rows of an entity as a file of that format, or what is wrong with the model.
 * @param most rows at the most.
 */
export async function fileOf(model: ModelRequest, entity: string, formatName: string, most: number): Promise<string> {
  const format: PartFormat = await loadPartFormat(formatName);
  const { program, problems } = loadProgram(model, format.nested);
  const compiled = program?.entities.find(({ name }) => name === entity);
  if (compiled === undefined) return `no rows of ${entity}: ${JSON.stringify(problems, null, 2)}\n`;
  const maker = new PartMaker(compiled, format, parseOptions(format.options, new Map()).options);
  const sink = new Sink();
  sink.append(maker.frame.header);
  for (const { bytes } of maker.rows(0, Math.min(compiled.rows, most))) sink.append(bytes);
  sink.append(maker.footer([]));
  return new TextDecoder().decode(sink.written());
}

/** Problems as text, a line each. */
export function problemsOf(model: ModelRequest): string {
  const { problems } = loadProgram(model, true);
  return problems
    .map(
      ({ line, column, code, message, hint }) =>
        `${line}:${column} ${code} ${message}${hint === '' ? '' : ` (${hint})`}\n`,
    )
    .join('');
}
