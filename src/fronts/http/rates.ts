import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE = 60;

/** Why a key has to wait. */
export interface RateLimited {
  readonly message: string;
  /** Seconds, as a header's value. */
  readonly retryAfter: string;
}

/**
 * The points that each key has spent in the last minute, over all fronts. Callers without a key share one allowance. Remembers
 * one number for each key of the last minute.
 */
export class Rates {
  readonly #points: number;
  readonly #spent: RateLimiterMemory;

  /** @param points of a key and minute. */
  constructor(points: number) {
    this.#points = points;
    this.#spent = new RateLimiterMemory({ points, duration: MINUTE });
  }

  /** Charges points to a key. Resolves with why not where it has spent too many; undefined where it has not. */
  async charge(keyId: string | undefined, points: number): Promise<RateLimited | undefined> {
    try {
      await this.#spent.consume(keyId ?? '', points);
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.ceil(error.msBeforeNext / 1000);
      return {
        message: `This API key has used its ${this.#points} points for this minute. Try again in ${seconds} s, and request less at once.`,
        retryAfter: String(seconds),
      };
    }
  }
}
