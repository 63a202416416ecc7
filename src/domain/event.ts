/** The definition of a domain event: its type, version and schemas, as data. */
import type { z } from "zod";

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
