import { statfsSync } from 'node:fs';

/** The part of a disk that stays free by default, and its bound in bytes. */
const RESERVED_SHARE = 0.02;
const MAX_RESERVE = 1e9;

/** What the disk of a folder has, in bytes. */
export interface DiskSpace {
  readonly free: number;
  /** As `reserveOf` has it. */
  readonly reserve: number;
}

/** Throws the system's error if there is no such folder. */
export function diskSpace(folder: string): DiskSpace {
  const { bavail, bsize, blocks } = statfsSync(folder);
  return { free: bavail * bsize, reserve: reserveOf(blocks * bsize) };
}

/** Bytes that stay free unless somebody decides otherwise: 2 % of a disk of that many bytes, at most 1 GB. */
export function reserveOf(size: number): number {
  return Math.min(MAX_RESERVE, Math.floor(size * RESERVED_SHARE));
}
