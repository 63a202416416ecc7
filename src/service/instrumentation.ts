/** Wraps the event store and a read model to guard, count and trace what commands do. */
import type { Visibility } from "../commands/kit/context.ts";
import { EventStoreUnavailable } from "../eventstore/errors.ts";
import type { EventStore } from "../eventstore/port.ts";
import type { Metrics } from "../platform/metrics.ts";
import type { Tracing } from "../platform/tracing.ts";
import type { StoreWatch } from "../projections/engine/store-watch.ts";

export function instrumentStore(
  store: EventStore,
  { refusal }: StoreWatch,
  metrics: Metrics,
  tracing: Tracing | undefined,
): EventStore {
  const append: EventStore["append"] = async (stream, expected, records) => {
    const reason = refusal();
    if (reason !== undefined) throw new EventStoreUnavailable(reason);
    const appended = await store.append(stream, expected, records);
    metrics.appended(records.length);
    return appended;
  };
  if (tracing === undefined) return { ...store, append };
  return {
    ...store,
    append(stream, expected, records) {
      // Only the category, because the rest of the name holds ids.
      const [category = ""] = stream.split("-", 1);
      const attributes = { "muster.stream.category": category, "muster.events": records.length };
      return tracing.within("append", attributes, () => append(stream, expected, records));
    },
  };
}

export function instrumentReadModel(
  readModel: Visibility,
  tracing: Tracing | undefined,
): Visibility {
  if (tracing === undefined) return readModel;
  return {
    isStopped: () => readModel.isStopped(),
    isWaiting: () => readModel.isWaiting(),
    hasSetAside: () => readModel.hasSetAside(),
    isHeldBack: (position) => readModel.isHeldBack(position),
    committedRow: (id, position) => readModel.committedRow(id, position),
    waitFor: (position, milliseconds) =>
      tracing.within("wait for the projection", { "muster.position": Number(position) }, () =>
        readModel.waitFor(position, milliseconds),
      ),
  };
}
