import type { HostLog } from './host-process.ts';
import type { ModelHost, ModelHostSettings } from './model-host.ts';
import { SupervisedHost } from './supervised-host.ts';

/**
 * Starts a model host. It takes calls at once, which wait until its process is up.
 * @param log gets the whole of what callers are told in a few words only.
 */
export async function startModelHost(
  settings: ModelHostSettings,
  log: HostLog,
): Promise<ModelHost & { readonly restarts: number }> {
  return await Promise.resolve(new SupervisedHost(settings, log));
}
