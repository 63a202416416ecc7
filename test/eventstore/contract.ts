/**
 * The contract of the event store port: one suite for every adapter. An adapter's test calls it with a
 * factory, which makes the subject once for the whole suite, or with the reason to skip the suite.
 */
import { afterAll, beforeAll, describe } from "vitest";
import { skipAll } from "../support/skips.ts";
import { describeAppends } from "./contract/appends.ts";
import { describeBounds } from "./contract/bounds.ts";
import { describeFailures } from "./contract/failures.ts";
import { describeModel } from "./contract/model.ts";
import { describeReads } from "./contract/reads.ts";
import type { Subject } from "./contract/subject.ts";
import { describeSubscriptions } from "./contract/subscriptions.ts";

/** @param modelRuns how many random histories are compared with the model */
export function eventStoreContract(
  name: string,
  create: (() => Promise<Subject>) | string,
  modelRuns = 60,
): void {
  describe(`the event store contract: ${name}`, () => {
    let subject: Subject | undefined;

    if (typeof create === "string") skipAll(create);
    else {
      beforeAll(async () => {
        subject = await create();
      });
    }

    afterAll(async () => {
      await subject?.store.close();
      await subject?.cleanup();
    });

    const given = () => {
      if (subject === undefined) throw new Error("beforeAll has not made the subject yet");
      return subject;
    };
    describeAppends(given);
    describeReads(given);
    describeBounds(given);
    describeSubscriptions(given);
    describeFailures(given);
    describeModel(given, modelRuns);
  });
}
