/** Changes of one stream, sent at once by one person, all succeed: none is told to try again. */
import { afterEach, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
afterEach(() => service.stop());

test("64 solutions registered at once all enter the registrant's membership", async () => {
  service = await startTestService();
  const path = `/v1/organizations/${service.organizationId}/solutions`;
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, index) =>
      service.call("POST", path, {
        token: service.owner,
        body: { name: `solution-${index}`, title: "Solution" },
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
});
