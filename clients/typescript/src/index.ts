/** The typed client of Muster's REST API. Runs in browsers and in Node.js. */
export {
  createMusterClient,
  type MusterClient,
  type MusterClientOptions,
  type Schemas,
} from "./client.ts";
export { follow, type FollowOptions, type LogEvent } from "./follow.ts";
export { type Item, items, type ListPath, type ListRequest, pages } from "./lists.ts";
export { type Answer, type DataOf, MusterProblem, unwrap } from "./problem.ts";
