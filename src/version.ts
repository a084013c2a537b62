import { readFileSync } from 'node:fs';

/** The version of the package, such as `0.1.0`. */
export function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
