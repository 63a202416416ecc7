/** What a domain event is, and how one is defined: once, as data, with its schema. */
import type { z } from "zod";

type Shape = z.ZodObject;

/**
 * An event's definition. `data` may be read by all who may read the log. `personal` is about the
 * person who is the event's subject: it is stored sealed under that person's key, and reads as `null`
 * once the person was erased.
 */
export interface EventDefinition<
  Type extends string = string,
  Data extends Shape = Shape,
  Personal extends Shape | undefined = Shape | undefined,
> {
  readonly type: Type;
  /** Schema version, from 1. A change of shape takes the next one, and an upcaster (upcasters.ts). */
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

/** Any event, of no particular type. */
export interface AnyEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly personal?: Record<string, unknown> | null;
}

interface Described<Data extends Shape> {
  readonly version: number;
  readonly summary: string;
  readonly data: Data;
}

export function defineEvent<Type extends string, Data extends Shape, Personal extends Shape>(
  type: Type,
  definition: Described<Data> & { readonly personal: Personal },
): EventDefinition<Type, Data, Personal>;
export function defineEvent<Type extends string, Data extends Shape>(
  type: Type,
  definition: Described<Data>,
): EventDefinition<Type, Data, undefined>;
export function defineEvent(
  type: string,
  definition: Described<Shape> & { readonly personal?: Shape },
): EventDefinition {
  return { personal: undefined, ...definition, type };
}
