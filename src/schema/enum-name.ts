/** A name of a registry as enums have it: `POSTGRES_OPTIMIZED` of `postgres-optimized`. */
export function enumName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
