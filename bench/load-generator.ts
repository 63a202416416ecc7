/** The process of the load generator: a closed loop, in which each connection sends when it has its answer. */
import autocannon from "autocannon";
import { json } from "node:stream/consumers";
import { percentile } from "./figures.ts";
import type { Job, Load } from "./load.ts";

const { plan, atOnce, extent, first } = (await json(process.stdin)) as Job;
const { requests } = plan;
let next = first;
let answered = 0;

/** The next request in turn; the pass over all of them chooses the body. */
function setupRequest(request: autocannon.Request): autocannon.Request {
  const number = next;
  next += 1;
  const planned = requests[number % requests.length];
  if (planned === undefined) throw new Error("the plan has no requests");
  const { path, headers, bodies = [] } = planned;
  const body = bodies[Math.floor(number / requests.length) % bodies.length];
  return {
    ...request,
    path,
    headers,
    ...(body === undefined ? {} : { body: body.replaceAll("{n}", String(number)) }),
  };
}

/** @throws Error on any response other than 2xx */
async function run(length: { readonly duration: number } | { readonly amount: number }) {
  const latencies: number[] = [];
  let began = performance.now();
  let last = began;
  const options = {
    url: plan.url,
    connections: atOnce,
    timeout: 120,
    ...length,
    requests: [{ method: plan.method, setupRequest }],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error, ended) =>
      error ? reject(error) : resolve(ended),
    );
    instance.on("start", () => {
      began = performance.now();
    });
    instance.on("response", (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      last = performance.now();
    });
  });
  const { errors, timeouts, non2xx, statusCodeStats } = result;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(
      `${plan.url}: requests were refused: ${JSON.stringify(statusCodeStats)}; ${errors} failed, ${timeouts} got no answer`,
    );
  }
  answered += latencies.length;
  return { latencies, seconds: (last - began) / 1000 };
}

const isTimed = "seconds" in extent;
if (isTimed && extent.warmUp > 0) await run({ duration: extent.warmUp });
const { latencies, seconds } = await run(
  isTimed ? { duration: extent.seconds } : { amount: extent.amount },
);
const load: Load = {
  perSecond: latencies.length / seconds,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
  answered,
  abandoned: isTimed ? 2 * atOnce : 0,
  next,
};
process.stdout.write(JSON.stringify(load));
