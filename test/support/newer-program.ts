/** A newer program: its catalogue has one more event, and a newer schema version of another. */
import { z } from "zod";
import { type Catalogue, catalogue } from "../../src/domain/catalogue.ts";
import { type AnyEvent, defineEvents } from "../../src/domain/event.ts";
import { id as uuid } from "../../src/domain/primitives.ts";
import { userEvents } from "../../src/domain/user/events.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import type { Projection } from "../../src/projections/engine/projection.ts";

const { EmailNoticed } = defineEvents({
  EmailNoticed: { summary: "For tests.", data: z.strictObject({ userId: uuid }) },
});

export const newerCatalogue: Catalogue = {
  definitions: new Map([
    ...catalogue.definitions,
    ["EmailNoticed", { definition: EmailNoticed, category: "email" }],
    [
      "ProfileChanged",
      { definition: { ...userEvents.ProfileChanged, version: 2 }, category: "user" },
    ],
  ]),
  upcasters: { ...catalogue.upcasters, ProfileChanged: [(older) => older] },
};

export const emailNoticed = (userId: string): AnyEvent => ({
  type: "EmailNoticed",
  data: { userId },
});

export const profileChanged = (name: string): AnyEvent => ({
  type: "ProfileChanged",
  data: {},
  personal: { name },
});

/** The directory of the newer program, which has nothing to do for the new event. */
export const newerDirectory: Projection = {
  name: directory.name,
  version: directory.version,
  isPrompt: true,
  readsPersonal: true,
  tables: directory.tables,
  apply: (batch, client, records) =>
    directory.apply(
      batch.filter(({ type }) => (type as string) !== "EmailNoticed"),
      client,
      records,
    ),
};
