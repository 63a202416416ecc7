/**
 * Upcasters turn stored events of older schema versions into the next version:
 * `upcasters.SomeEvent[0]` turns version 1 into version 2, and so on. Pure.
 */

/** The two parts of an event; `personal` is null if the person was erased. */
export interface EventContent {
  readonly data: Record<string, unknown>;
  readonly personal: Record<string, unknown> | null | undefined;
}

export type Upcaster = (older: EventContent) => EventContent;

export const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {
  // Version 1 had no address.
  MemberFounded: [({ data }) => ({ data, personal: null })],
};
