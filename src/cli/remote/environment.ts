import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What the environment says about the gateways of this user. */
export interface RemoteEnvironment {
  readonly url: string | undefined;
  readonly key: string | undefined;
  /** Where the user's programs keep their settings. */
  readonly configFolder: string;
}

/** Variables that are empty count as absent. */
export function remoteEnvironment(): RemoteEnvironment {
  const { ROWMILL_URL, ROWMILL_KEY, XDG_CONFIG_HOME, APPDATA } = process.env;
  const chosen = process.platform === 'win32' ? APPDATA : XDG_CONFIG_HOME;
  // The specification of XDG has programs ignore relative paths.
  const folder = chosen !== undefined && isAbsolute(chosen) ? chosen : join(homedir(), '.config');
  return { url: ROWMILL_URL?.trim() || undefined, key: ROWMILL_KEY?.trim() || undefined, configFolder: folder };
}
