/** The definition of a domain event: its type, version and schemas, as data. */
import { z } from "zod";

type Shape = z.ZodObject;

/**
 * An event's definition. Whoever may read the log may read `data`. `personal` describes the person who
 * is the event's subject. It is stored sealed with that person's key and is `null` after an erasure.
 */
export interface EventDefinition<
  Type extends string = string,
  Data extends Shape = Shape,
  Personal extends Shape | undefined = Shape | undefined,
> {
  readonly type: Type;
  /** Schema version, from 1. A change of shape needs the next version and an upcaster (upcasters.ts). */
  readonly version: number;
  /** One sentence for the event catalogue. */
  readonly summary: string;
  readonly data: Data;
  readonly personal: Personal;
}

/** The event that a definition describes. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Data, infer Personal>
    ? Personal extends Shape
      ? {
          readonly type: Type;
          readonly data: z.output<Data>;
          readonly personal: z.output<Personal> | null;
        }
      : { readonly type: Type; readonly data: z.output<Data> }
    : never;

/** An event of any type. */
export interface AnyEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly personal?: Record<string, unknown> | null;
}

/** An event of any of the definitions. */
export type EventIn<Definitions> = EventOf<Definitions[keyof Definitions]>;

/** Is it one of these events? */
export function isEventIn<Definitions extends object, Event extends AnyEvent>(
  definitions: Definitions,
  event: Event,
): event is Extract<Event, { readonly type: keyof Definitions }> {
  return event.type in definitions;
}

interface Description {
  readonly version?: number;
  readonly summary: string;
  readonly data?: Shape;
  readonly personal?: Shape;
}
const nothing = z.strictObject({});

/** Events by type. One has version 1 and empty `data`, unless its description says otherwise. */
export function defineEvents<Descriptions extends Readonly<Record<string, Description>>>(
  descriptions: Descriptions,
) {
  const definitions = Object.entries(descriptions).map(([type, { version = 1, ...described }]) => [
    type,
    { data: nothing, personal: undefined, ...described, type, version },
  ]);
  return Object.fromEntries(definitions) as {
    readonly [Type in keyof Descriptions & string]: EventDefinition<
      Type,
      Descriptions[Type] extends { readonly data: infer Data extends Shape }
        ? Data
        : typeof nothing,
      Descriptions[Type] extends { readonly personal: infer Personal extends Shape }
        ? Personal
        : undefined
    >;
  };
}
