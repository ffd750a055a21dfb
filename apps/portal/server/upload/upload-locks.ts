import { ERRORS, type Lock, type Locker } from "@tus/utils";

interface Held {
  requestRelease: () => void | Promise<void>;
  freed: Promise<void>;
}

/**
 * One request at a time for each upload. Whoever comes asks the present one to stop, as a browser that resumes cannot
 * know that its broken connection is still open here; then it waits. tus' own locker spins while it waits.
 */
export class UploadLocks implements Locker {
  private readonly held = new Map<string, Held>();
  private readonly patienceMs: number;

  constructor(patienceMs = 30_000) {
    this.patienceMs = patienceMs;
  }

  newLock(id: string): Lock {
    let free = () => {};
    const lock = async (signal: AbortSignal, requestRelease: Held["requestRelease"]) => {
      const end = AbortSignal.any([signal, AbortSignal.timeout(this.patienceMs)]);
      for (let holder = this.held.get(id); holder; holder = this.held.get(id)) {
        await holder.requestRelease();
        await until(holder.freed, end);
      }
      const { promise: freed, resolve } = Promise.withResolvers<void>();
      this.held.set(id, { requestRelease, freed });
      free = () => {
        this.held.delete(id);
        resolve();
      };
    };
    return { lock, unlock: async () => free() };
  }

  /** Runs `work` while nothing is written to the upload. */
  async hold<T>(id: string, work: () => Promise<T>): Promise<T> {
    const own = this.newLock(id);
    await own.lock(AbortSignal.timeout(this.patienceMs), () => {});
    try {
      return await work();
    } finally {
      await own.unlock();
    }
  }
}

async function until(freed: Promise<void>, end: AbortSignal): Promise<void> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const stop = () => reject(ERRORS.ERR_LOCK_TIMEOUT);
  if (end.aborted) stop();
  end.addEventListener("abort", stop, { once: true });
  try {
    await Promise.race([freed, over]);
  } finally {
    end.removeEventListener("abort", stop);
  }
}
