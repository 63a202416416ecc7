/** The items of lists carry the revision with which they are changed, so none is read again before; lists count. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const asOwner = async (method: string, path: string, body?: unknown, revision?: number) => {
  const headers = revision === undefined ? {} : { "if-match": `"${revision}"` };
  const token = await service.signIn(service.ownerId);
  return service.call(method, path, { token, body, headers });
};

test.each<{
  readonly list: string;
  readonly add?: object;
  readonly change: (item: Record<string, string>) => [method: string, path: string, body?: object];
}>([
  {
    list: "/v1/organizations",
    change: () => ["PATCH", organization, { description: "ropes" }],
  },
  {
    list: "/v1/users/me/organizations",
    change: () => ["PATCH", `${organization}/settings`, { idleLogoutMinutes: 60 }],
  },
  {
    list: "{o}/solutions",
    add: { name: "one", title: "One" },
    change: ({ solutionId }) => [
      "PATCH",
      `${organization}/solutions/${solutionId}`,
      { title: "Two" },
    ],
  },
  {
    list: "/v1/users/me/solutions",
    change: ({ solutionId }) => [
      "PATCH",
      `${organization}/solutions/${solutionId}`,
      { title: "Three" },
    ],
  },
  {
    list: "{o}/invite-templates",
    change: ({ language, subject, html }) => [
      "PUT",
      `${organization}/invite-templates/${language}`,
      { subject: `${subject}!`, html },
    ],
  },
  {
    list: "{o}/notifications",
    add: { scope: "ORG", content: { text: "soon" }, startAt: "2026-03-02T00:00:00.000Z" },
    change: ({ notificationId }) => ["DELETE", `${organization}/notifications/${notificationId}`],
  },
])(
  "an item of $list is changed with its revision, but not with one from before",
  async (example) => {
    const { add, change } = example;
    const list = example.list.replace("{o}", organization);
    if (add !== undefined) expect(await asOwner("POST", list, add)).toMatchObject({ status: 201 });
    const { items, total } = (await asOwner("GET", `${list}?includeTotal=true`)).body;
    expect(total).toBe(items.length);
    const [item] = items;
    const [method, path, body] = change(item);
    expect((await asOwner(method, path, body, item.revision - 1)).status).toBe(412);
    const changed = await asOwner(method, path, body, item.revision);
    expect(changed.status).toBeLessThan(300);
  },
);
