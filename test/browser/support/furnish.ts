/** Puts something on every page of the site's organization. */
import type { Site } from "./site.ts";

export async function furnish(site: Site): Promise<void> {
  const owner = await site.as(site.owner);
  const params = { path: { organizationId: site.organizationId } };
  const added = await owner.POST("/v1/organizations/{organizationId}/solutions", {
    params,
    body: { name: "engine", title: "Difference engine" },
  });
  const solutionId = added.data?.solutionId ?? "";
  for (const firstName of ["Ada", "Bo", "Cleo"]) {
    const person = { email: `${firstName}@example.com`, firstName, lastName: "Byron" };
    const { userId } = await site.addMember(person);
    await owner.PUT("/v1/organizations/{organizationId}/members/{userId}/solutions/{solutionId}", {
      params: { path: { ...params.path, userId, solutionId } },
      body: { userRole: "EDITOR" },
    });
  }
  await site.invite({ email: "dora@example.com", firstName: "Dora", lastName: "Invited" });
}
