/**
 * Upcasters: how an event stored with an older schema version reads today. One place, version by
 * version: `upcasters.SomeEvent[0]` takes version 1 to version 2, and so on. Pure.
 */

/** The two parts of an event; `personal` is null where the person was erased. */
export interface EventContent {
  readonly data: Record<string, unknown>;
  readonly personal: Record<string, unknown> | null | undefined;
}

export type Upcaster = (older: EventContent) => EventContent;

export const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {
  // Version 1 did not say whose address it was.
  MemberFounded: [({ data }) => ({ data, personal: null })],
};
