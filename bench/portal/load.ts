import autocannon from "autocannon";

export interface Load {
  name: string;
  url: string;
  /** One after the other on each connection, over and over. */
  requests: autocannon.Request[];
  /** How many in all; else for `seconds`. */
  amount?: number;
}

export interface Measured {
  perSecond: number;
  /** Milliseconds; of every answer, not of a histogram. */
  median: number;
  p95: number;
}

const connections = 4;

/** Sends requests on four connections, each waiting for its answer. @throws when an answer is not 2xx */
export async function measure({ name, url, requests, amount }: Load, seconds: number): Promise<Measured> {
  const times: number[] = [];
  const bad = new Map<number, number>();
  const options = { url, connections, requests, ...(amount === undefined ? { duration: seconds } : { amount }) };
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(options, (error: unknown) => (error ? reject(error) : resolve()));
    instance.on("response", (_client, status, _bytes, time) => {
      times.push(time);
      if (status < 200 || status > 299) bad.set(status, (bad.get(status) ?? 0) + 1);
    });
  });
  if (bad.size > 0 || times.length === 0) throw new Error(`${name}: ${JSON.stringify([...bad])} of ${times.length}`);
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { perSecond: times.length / ((performance.now() - started) / 1000), median: at(0.5), p95: at(0.95) };
}
