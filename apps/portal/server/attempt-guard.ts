/** How many attempts are allowed in a window that begins with the first of them. */
export interface AttemptLimit {
  attempts: number;
  windowMs: number;
}

/**
 * Counts attempts by key, in memory: a restart forgets them, which only helps whoever waits. Forgets what is over, and
 * when there are too many keys the oldest, so that nobody can fill the memory with made-up ones.
 */
export class AttemptGuard {
  private readonly limit: AttemptLimit;
  private readonly seen = new Map<string, { count: number; since: number }>();

  constructor(limit: AttemptLimit) {
    this.limit = limit;
  }

  /** Seconds until the key may try again; 0 when it may now. */
  waitFor(key: string, now: Date): number {
    const known = this.seen.get(key);
    const end = known ? known.since + this.limit.windowMs : 0;
    if (!known || end <= now.getTime() || known.count < this.limit.attempts) return 0;
    return Math.ceil((end - now.getTime()) / 1000);
  }

  note(key: string, now: Date): void {
    const known = this.seen.get(key);
    if (known && known.since + this.limit.windowMs > now.getTime()) {
      known.count++;
      return;
    }
    this.seen.delete(key);
    this.seen.set(key, { count: 1, since: now.getTime() });
    this.forget(now);
  }

  clear(key: string): void {
    this.seen.delete(key);
  }

  /** A map keeps the order of insertion: the oldest windows come first. */
  private forget(now: Date): void {
    for (const [key, { since }] of this.seen) {
      if (since + this.limit.windowMs > now.getTime() && this.seen.size <= maximumKeys) return;
      this.seen.delete(key);
    }
  }
}

const maximumKeys = 50_000;
