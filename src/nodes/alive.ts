/** True of a row of `node` that said within half a minute that it is there. The database's clock alone counts. */
export const ALIVE = `(node.last_seen_at > now() - interval '30 seconds')`;
