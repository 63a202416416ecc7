/**
 * Conditions in SQL: is a person or an organization set aside? They belong into the statement that reads a
 * right, so that both are of the same moment on every instance.
 */
import { organizationStream, userStream } from "../../../domain/streams.ts";

const isAside = (projection: string, key: string): string =>
  `exists (select from projection_set_aside where name = '${projection}' and key = ${key})`;

/** @param userId an expression in SQL */
export const personIsSetAside = (userId: string): string =>
  isAside("directory", `format('${userStream("%s")}', ${userId})`);

/** @param organizationId an expression in SQL */
export const organizationIsSetAside = (organizationId: string, projection = "directory"): string =>
  isAside(projection, `format('${organizationStream("%s")}', ${organizationId})`);
