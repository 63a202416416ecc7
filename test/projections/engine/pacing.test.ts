/** Gentle projections fold together a pause after an event, and at once for somebody who waits, on any instance. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import type { Listener } from "../../../src/platform/database/listener.ts";
import { createListener } from "../../../src/platform/database/listener.ts";
import { clientConfig } from "../../../src/platform/database/pool.ts";
import { createAnnouncer, parseAnnouncement } from "../../../src/projections/engine/announcer.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import { createProcessParts } from "../../../src/projections/engine/process-parts.ts";
import type { GroupParts } from "../../../src/projections/engine/rollout.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { ada, registered } from "../../support/story.ts";

/** Beats only when told to. */
function createManualBeat() {
  let next = Promise.withResolvers<void>();
  let asked = 0;
  return {
    next(): Promise<void> {
      asked += 1;
      return next.promise;
    },
    asked: () => asked,
    beat(): void {
      next.resolve();
      next = Promise.withResolvers();
    },
  };
}

let log: EventLog;
let beat: ReturnType<typeof createManualBeat>;
let batches: bigint[][];
const groups: ProjectionGroup[] = [];
const listeners: Listener[] = [];

const counting: Projection = {
  name: "counting",
  version: 1,
  tables: [],
  async apply(batch) {
    batches.push(batch.map(({ position }) => position));
  },
};

function startGroup(parts: Partial<GroupParts> = {}): ProjectionGroup {
  const group = createProjectionGroup({ ...log.parts, beat, projection: counting, ...parts });
  groups.push(group);
  group.start();
  return group;
}

/** On an instance of its own. */
function startElsewhere(): ProjectionGroup {
  const listener = createListener(clientConfig(log.parts.connection));
  listeners.push(listener);
  return startGroup({ ...createProcessParts({ ...log.parts, listener }), beat });
}

async function leads(group: ProjectionGroup): Promise<boolean> {
  return (await group.status()).isActive;
}

const write = (number: number): Promise<bigint> =>
  log.write(userStream(id(number)), registered(ada));

beforeEach(async () => {
  log = await openLog();
  beat = createManualBeat();
  batches = [];
});

afterEach(async () => {
  await Promise.all(groups.splice(0).map((group) => group.stop()));
  await Promise.all(listeners.splice(0).map((listener) => listener.close()));
  await log.close();
});

/** Lets a group follow the tail. */
async function leadFrom(group: ProjectionGroup): Promise<bigint> {
  await eventually(() => leads(group), "it leads");
  const position = await write(2);
  expect(await group.waitFor(position, patience)).toBe(true);
  batches = [];
  return position;
}

test("what comes during the pause is folded as one batch", async () => {
  const group = startGroup();
  await leadFrom(group);
  const asked = beat.asked();
  const positions = [await write(3)];
  await eventually(() => beat.asked() > asked, "it pauses");
  positions.push(await write(4), await write(5));
  expect(batches).toEqual([]);
  await eventually(async () => {
    const { lag } = await group.status();
    return lag === 3n;
  });
  beat.beat();
  await eventually(() => batches.flat().length === 3);
  expect(batches.flat()).toEqual(positions);
});

test("whoever waits for a position ends the pause", async () => {
  const group = startGroup();
  await leadFrom(group);
  const asked = beat.asked();
  const position = await write(3);
  await eventually(() => beat.asked() > asked, "it pauses");
  expect(await group.waitFor(position, 0)).toBe(false);
  expect(batches).toEqual([]);
  expect(await group.waitFor(position, patience)).toBe(true);
  expect(batches).toEqual([[position]]);
});

test("whoever already waits is not paused for", async () => {
  const group = startGroup();
  const last = await leadFrom(group);
  const waiting = group.waitFor(last + 1n, patience);
  const asked = beat.asked();
  await write(3);
  expect(await waiting).toBe(true);
  expect(beat.asked()).toBe(asked);
});

test("whoever waits on an instance that does not fold ends the pause, too", async () => {
  const leader = startGroup();
  await leadFrom(leader);
  const other = startElsewhere();
  const position = await write(3);
  expect(await other.waitFor(position, patience)).toBe(true);
  expect(await leads(other)).toBe(false);
  expect(batches.flat()).toEqual([position]);
});

test("a group that is stopped does not wait for the end of its pause", async () => {
  const group = startGroup();
  await leadFrom(group);
  const asked = beat.asked();
  await write(3);
  await eventually(() => beat.asked() > asked, "it pauses");
  await group.stop();
  expect(batches).toEqual([]);
});

test("announcements of all projections go out together, the latest of each", async () => {
  const query = vi.fn(async () => undefined);
  const announcer = createAnnouncer({ query } as unknown as GroupParts["pool"]);
  announcer.announce("directory", 1n, false);
  announcer.announce("directory", 2n, false);
  announcer.announce("audit", 2n, true);
  announcer.want("changes", 3n);
  announcer.want("changes", 2n);
  await announcer.finished();
  const sent = query.mock.calls.map((call: unknown[]) => (call[0] as { values: unknown }).values);
  expect(sent).toEqual([
    [["projection_directory"], ["1"]],
    [
      ["projection_directory", "projection_audit", "projection_changes"],
      ["2", "2 with gaps", "wanted 3"],
    ],
  ]);
  expect(["2", "2 with gaps", "wanted 3", "changed"].map(parseAnnouncement)).toEqual([
    { isWanted: false, position: 2n, hasSetAside: false },
    { isWanted: false, position: 2n, hasSetAside: true },
    { isWanted: true, position: 3n },
    undefined,
  ]);
});
