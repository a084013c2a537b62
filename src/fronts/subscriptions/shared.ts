import type { DocumentNode, ExecutionArgs, ExecutionResult } from 'graphql';
import type { Result } from './text.ts';

type Execution = ExecutionResult | Promise<ExecutionResult>;

const sequences = new WeakMap<Result, number>();

/** The sequence of the event that a result was made from; undefined where it had none. */
export function sequenceOf(result: Result): number | undefined {
  return sequences.get(result);
}

/**
 * Executes a selection once for each event object and operation, and gives all subscribers the same result. Results live as
 * long as their event. An event that is not an object is executed for each subscriber.
 */
export class SharedExecutions {
  readonly #results = new WeakMap<object, Map<string, Execution>>();
  readonly #documents = new WeakMap<DocumentNode, number>();
  #lastDocument = 0;

  /** Names what an operation is and who may see its result; equal keys have equal results for the same event. */
  key({ document, operationName, variableValues }: ExecutionArgs, authority: string): string {
    let number = this.#documents.get(document);
    if (number === undefined) this.#documents.set(document, (number = ++this.#lastDocument));
    return JSON.stringify([number, operationName ?? null, variableValues ?? null, authority]);
  }

  /** @param execute is called where nobody with the key has asked for the event's result before. */
  result(event: unknown, key: string, execute: () => Execution): Execution {
    if (typeof event !== 'object' || event === null) return execute();
    let results = this.#results.get(event);
    if (results === undefined) this.#results.set(event, (results = new Map<string, Execution>()));
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = this.#numbered(event, execute());
    results.set(key, result);
    return result;
  }

  #numbered(event: object, execution: Execution): Execution {
    if (!('sequence' in event) || typeof event.sequence !== 'number') return execution;
    const { sequence } = event;
    const note = (result: ExecutionResult): ExecutionResult => {
      sequences.set(result, sequence);
      return result;
    };
    return execution instanceof Promise ? execution.then(note) : note(execution);
  }
}
