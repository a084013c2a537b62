import { First } from './2026-11-24-first.ts';

/** All of them, oldest first. One that has been published is never changed: a further one corrects it. */
export const MIGRATIONS = [{ name: '2026-11-24-first', class: First }] as const;
