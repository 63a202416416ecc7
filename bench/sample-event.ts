/** An event of ordinary size, which every event store of the benchmark writes. */
import { randomUUID } from "node:crypto";

export const sampleData = JSON.stringify({
  role: "ADMIN",
  grantedBy: randomUUID(),
  email: "x".repeat(80),
});
export const sampleMetadata = JSON.stringify({
  occurredAt: "2026-01-01T00:00:00.000Z",
  organizationId: randomUUID(),
  subjectId: randomUUID(),
  actor: { userId: randomUUID(), role: "OWNER", via: "SESSION" },
  correlationId: randomUUID(),
});

export function sampleRecord() {
  return {
    id: randomUUID(),
    type: "MemberInvited",
    data: sampleData,
    metadata: sampleMetadata,
  };
}
