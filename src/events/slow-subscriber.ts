/** Why a subscriber of all tasks was ended: it read so slowly that more tasks waited for it than may. */
export class SlowSubscriber extends Error {
  override readonly name = 'SlowSubscriber';

  /** @param limit how many tasks may wait. */
  constructor(limit: number) {
    super(
      `Changes of more than ${limit} tasks waited to be read. Read faster or narrow the filter, then subscribe again.`,
    );
  }
}
