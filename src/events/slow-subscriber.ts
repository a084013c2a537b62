/** Why a subscriber of all tasks was ended: it read so slowly that more tasks waited for it than may. */
export class SlowSubscriber extends Error {
  override readonly name = 'SlowSubscriber';

  /** @param limit how many tasks may wait. */
  constructor(limit: number) {
    super(
      `This subscriber reads too slowly: changes of more than ${limit} tasks were waiting. Read faster or narrow the filter, then subscribe again.`,
    );
  }
}
