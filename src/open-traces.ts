import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Context, SpanContext } from '@opentelemetry/api';
import type { Closers } from './closers.ts';
import type { Task } from './entities/task.ts';
import { NO_TRACES, type SpanFacts, type TaskLog, type Traces } from './tasks/index.ts';
import { Unusable } from './entities/database/unusable.ts';
import { version } from './version.ts';

export interface TracesInput {
  /** Whether there is an address to send traces to, which the exporter reads from the environment. */
  readonly isOn: boolean;
  readonly serviceName: string;
  /** ID of this node. */
  readonly node: string;
}

const PACKAGES = ['api', 'resources', 'sdk-trace', 'exporter-trace-otlp-http'].map((name) => `@opentelemetry/${name}`);

/**
 * Traces that are sent by OTLP over HTTP. The packages for it are loaded only if they are wanted; they are not installed with rowmill.
 * Spans that cannot be sent are dropped. Throws Unusable if a package is missing.
 */
export async function openTraces(
  { isOn, serviceName, node }: TracesInput,
  log: Pick<TaskLog, 'warn'>,
  atClose: Closers['add'],
): Promise<Traces> {
  if (!isOn) return NO_TRACES;
  const [api, resources, sdk, otlp] = await packages();
  api.diag.setLogger({
    error: (message) => log.warn({ detail: message }, 'traces could not be sent'),
    warn: () => undefined,
    info: () => undefined,
    debug: () => undefined,
    verbose: () => undefined,
  });
  const ids = new TaskIds();
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({
      'service.name': serviceName,
      'service.version': version(),
      'service.instance.id': node,
    }),
    idGenerator: ids,
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new otlp.OTLPTraceExporter() })],
  });
  atClose('the traces', async () => await provider.shutdown());
  const tracer = provider.getTracer('rowmill', version());
  const active = new AsyncLocalStorage<Context>();
  return {
    async span<T>(task: string, name: string, facts: SpanFacts, act: () => Promise<T>): Promise<T> {
      const parent = active.getStore() ?? api.trace.setSpanContext(api.ROOT_CONTEXT, rootOf(task));
      const span = tracer.startSpan(name, { attributes: facts }, parent);
      try {
        return await active.run(api.trace.setSpan(parent, span), act);
      } catch (error) {
        // Messages can hold what is nobody's business who watches a gateway.
        span.setStatus({ code: api.SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
        throw error;
      } finally {
        span.end();
      }
    },
    ended(task) {
      const attributes = factsOf(task);
      const span = ids.asRoot(task.id, () =>
        tracer.startSpan('task', { attributes, startTime: task.createdAt, root: true }, api.ROOT_CONTEXT),
      );
      if (task.status === 'FAILED') {
        span.setStatus({ code: api.SpanStatusCode.ERROR, message: task.error?.code ?? 'INTERNAL' });
      }
      span.end(task.finishedAt ?? new Date());
    },
  };
}

async function packages() {
  try {
    return await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Unusable(
      `OTEL_EXPORTER_OTLP_ENDPOINT needs packages of OpenTelemetry beside rowmill: npm install ${PACKAGES.join(' ')}`,
    );
  }
}

/** What a trace says of a task as a whole. */
function factsOf({ id, status, format, rowsDone, bytesDone, partsDone, attempt }: Task): SpanFacts {
  return {
    'rowmill.task': id,
    'rowmill.status': status,
    'rowmill.format': format,
    'rowmill.rows': rowsDone,
    'rowmill.bytes': bytesDone,
    'rowmill.parts': partsDone,
    'rowmill.attempt': attempt,
  };
}

/** The span of a task, which its ID determines: nodes need not tell each other of it. */
function rootOf(task: string): SpanContext {
  const traceId = task.replaceAll('-', '');
  return { traceId, spanId: traceId.slice(16), traceFlags: 1, isRemote: true };
}

/** Random IDs, but for the span of a task. */
class TaskIds {
  #root: SpanContext | null = null;

  generateTraceId(): string {
    return this.#root?.traceId ?? randomBytes(16).toString('hex');
  }

  generateSpanId(): string {
    return this.#root?.spanId ?? randomBytes(8).toString('hex');
  }

  asRoot<T>(task: string, begin: () => T): T {
    this.#root = rootOf(task);
    try {
      return begin();
    } finally {
      this.#root = null;
    }
  }
}
