/** Bytes a second: a task waits behind smaller ones that came later for about as long as it would take itself. */
const PACE = 50e6;

/** SQL for when it is the turn of a row of `task` among those of its group: small ones overtake large ones, which never starve. */
export const OWN_TURN = `task.created_at + least(1e6, greatest(0, task.bytes_estimated) / ${PACE}) * interval '1 second'`;

/** SQL for the order in which rows of `task` that wait are begun: what was begun before, then groups in turns. */
export const TURN = `task.started_at is null,
  (select count(*) from task as other where other.group_id = task.group_id and other.status in ('PROCESSING', 'CANCELING')),
  (select max(other.started_at) from task as other where other.group_id = task.group_id) nulls first,
  ${OWN_TURN}, task.id`;

/** The same of rows whose slices are made: the group of whose tasks the fewest slices are being made, then small ones. */
export const SLICES_TURN = `(select count(*) from slice join task as other on other.id = slice.task_id
    where slice.node is not null and other.group_id = task.group_id),
  ${OWN_TURN}, task.id`;
