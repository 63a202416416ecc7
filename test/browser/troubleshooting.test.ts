/** A fault that a user reports is found by its correlation id. */
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, settled, story } from "./support/story.ts";
import { en } from "./support/texts.ts";

const { logs, common } = en;

story(
  "the owner finds the entries of a correlation id and downloads them",
  async ({ open, site }) => {
    const ada = await site.addMember({
      email: "ada@example.com",
      firstName: "Ada",
      lastName: "Byron",
    });
    const params = { path: { organizationId: site.organizationId } };
    const entry = { category: "sync", correlationId: "trace-7" } as const;
    const entries = [
      { ...entry, level: "INFO", message: "The sync begins" },
      { ...entry, level: "ERROR", message: "The sync fails" },
      { ...entry, level: "ERROR", message: "Something else", correlationId: "trace-8" },
    ] as const;
    const sent = (await site.as(ada)).POST("/v1/organizations/{organizationId}/logs", {
      params,
      body: { entries: [...entries] },
    });
    expect((await sent).response.status).toBe(202);

    const path = `/o/${site.organizationId}/troubleshooting`;
    const page = await open({ as: site.owner, path });
    await page.getByRole("searchbox", { name: logs.correlationId }).fill("trace-7");
    await page.getByRole("button", { name: logs.show }).click();
    const row = page.getByRole("row", { name: /The sync fails/ });
    await row.getByText(ada.name).waitFor();
    expect(await page.getByText("Something else").count()).toBe(0);
    await expectAccessible(page);

    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: common.downloadCsv }).click();
    const csv = await readFile(await (await started).path(), "utf8");
    expect(csv.trim().split("\n")).toHaveLength(3);
    expect(csv).toContain("The sync fails");

    // The view is in the address.
    await page.reload();
    await settled(page);
    await row.waitFor();
  },
);
