import { expect } from 'vitest';
import { openApp } from '../../src/app.ts';
import { Failure } from '../../src/cli/failure.ts';
import { gatewayFailure } from '../../src/cli/gateway/gateway-failure.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';

/** Something that a gateway cannot start with. */
export interface BrokenStart {
  readonly name: string;
  /** Breaks it; answers what the gateway is started with besides the folder. */
  readonly arrange: () => Environment | Promise<Environment>;
  /** What the operator reads. */
  readonly expected: RegExp;
  /** Whether nobody can have the folder before it is mended. */
  readonly noFolder?: true;
  /** 1 unless it says otherwise. */
  readonly exitCode?: 2;
}

export type Environment = Readonly<Record<string, string>>;

/** What the operator reads of a start that has to fail, once all that it opened is closed. @param data the folder. */
export async function failureOf(data: string, environment: Environment, exitCode = 1): Promise<string> {
  const read = readConfig({ ROWMILL_PORT: '0', ROWMILL_DATA: data, ROWMILL_THREADS: '1', ...environment });
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const { config } = read;
  try {
    const app = await openApp(
      config,
      openLog('silent', false, () => undefined),
    );
    await app.close();
  } catch (error) {
    const failure = gatewayFailure(error, config);
    if (!(failure instanceof Failure)) throw error;
    expect(failure.exitCode).toBe(exitCode);
    return failure.message;
  }
  throw new Error('the gateway started');
}
