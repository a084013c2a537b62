/** What a key may do. `read` sees; `write` changes groups, projects, providers; `generate` starts and cancels tasks; `admin` has all of it and manages keys. */
export const SCOPES = ['read', 'write', 'generate', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks, as a key says it. */
export interface Access {
  /** Row id of the key. */
  readonly keyId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Ids of the project groups it is bound to; null where it sees all. */
  readonly groups: ReadonlySet<string> | null;
  /** When the key ends; null where it does not. */
  readonly expiresAt: Date | null;
}

/** Whether a key has a scope; `admin` has every one. */
export function may(access: Access, scope: Scope): boolean {
  return access.scopes.has(scope) || access.scopes.has('admin');
}

/** Whether a key sees what belongs to a group; null stands for what belongs to none and is shared. */
export function sees(access: Access, group: string | null): boolean {
  return access.groups === null || group === null || access.groups.has(group);
}

/** Whose turn it is where threads and the like are shared: that of a key, on behalf of a group; null where it asks for none. */
export function askerOf(
  { keyId, groups }: Access,
  group: string | null,
): { readonly group: string; readonly key: string } {
  const [only, ...others] = groups ?? [];
  return { group: group ?? (others.length === 0 ? only : undefined) ?? keyId, key: keyId };
}
