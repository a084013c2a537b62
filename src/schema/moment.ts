/** A time of a row; null where there is none, or the database has one that is no moment, such as `infinity`. */
export function momentOf(time: unknown): Date | null {
  return time instanceof Date && !Number.isNaN(time.getTime()) ? time : null;
}
