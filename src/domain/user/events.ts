/** Events of `user-{userId}`: a person's registration, profile and erasure. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
import { settingsChange } from "../free-settings.ts";
import { email, id, line, personName, webAddress } from "../primitives.ts";

/** The profile that people edit themselves. `null` clears a field. */
export const profile = z.strictObject({
  firstName: personName.optional(),
  lastName: personName.optional(),
  name: line(200).nullable().optional(),
  avatarUrl: webAddress.nullable().optional(),
  phone: line(40).nullable().optional(),
});

/** On whose order an operator erases a person, and why. Stays for ever, so it names nobody who may be erased. */
export const erasureOrder = z.strictObject({
  operator: line(100).optional(),
  reason: line(300).optional(),
});

export const userEvents = defineEvents({
  UserRegistered: {
    summary: "A person became known, by an invitation or by signing up.",
    personal: z.strictObject({
      email,
      firstName: personName,
      lastName: personName,
      name: line(200).optional(),
    }),
  },
  ProfileChanged: {
    summary: "A person changed their profile; only the changed fields are in it.",
    personal: profile,
  },
  DefaultOrganizationChosen: {
    summary: "A person chose the organization to begin with after signing in.",
    data: z.strictObject({ organizationId: id }),
  },
  UserSettingsChanged: {
    summary:
      "A person changed settings that front ends keep for them; it enters no organization's log.",
    personal: settingsChange,
  },
  PersonalDataErased: {
    summary:
      "A person was forgotten: their key is destroyed, and what was sealed under it with it.",
    data: erasureOrder,
  },
});

export type UserEvent = EventIn<typeof userEvents>;

/** Does it enter no organization's log? What a person likes to see concerns nobody else. */
export const isPrivate = (type: string): boolean => type === userEvents.UserSettingsChanged.type;
