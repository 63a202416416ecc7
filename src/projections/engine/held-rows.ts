/**
 * The rows that a working set holds, in two generations. What is used is in the younger one; `age` makes it
 * the older one and releases the former. So what a rebuild uses stays, however many rows it passes. A large
 * row counts for several, so that a bound on rows is one on memory.
 */

/** What is known of an id. */
export interface Held<Row> {
  readonly id: string;
  /** Undefined if there is none. */
  row: Row | undefined;
  /** May the table have a row of this id? */
  isStored: boolean;
  /** Is it to be written? */
  isTouched: boolean;
  /** For how many rows it counts. */
  weight: number;
}

interface Group<Row> {
  readonly members: Set<Held<Row>>;
  /** Are all rows of the group held? */
  isComplete: boolean;
}

interface Generation<Row> {
  readonly all: Map<string, Held<Row>>;
  readonly groups: Map<string, Group<Row>>;
  /** Of all. */
  weight: number;
}

/**
 * @param groupOf the group of a row; left out if rows are not loaded by groups
 * @param weigh for how many rows a row counts
 */
export function heldRows<Row extends object>(
  groupOf?: (row: Row) => string,
  weigh: (row: Row) => number = () => 1,
) {
  let young = generation<Row>();
  let old = generation<Row>();

  function find(id: string): Held<Row> | undefined {
    const found = young.all.get(id);
    if (found !== undefined || old.all.size === 0) return found;
    const former = old.all.get(id);
    if (former !== undefined) enter(former);
    return former;
  }

  function hold(held: Held<Row>): void {
    if (young.all.has(held.id)) return;
    young.all.set(held.id, held);
    young.weight += held.weight;
  }

  function enter(held: Held<Row>): void {
    hold(held);
    if (groupOf !== undefined && held.row !== undefined) group(groupOf(held.row)).members.add(held);
  }

  function add(id: string, isStored: boolean): Held<Row> {
    const held: Held<Row> = { id, row: undefined, isStored, isTouched: false, weight: 1 };
    hold(held);
    return held;
  }

  /** A group in the younger generation, with all that is held of it. */
  function group(value: string): Group<Row> {
    const found = young.groups.get(value);
    if (found !== undefined) return found;
    const former = old.groups.get(value);
    const made: Group<Row> = { members: new Set(), isComplete: former?.isComplete ?? false };
    young.groups.set(value, made);
    for (const held of former?.members ?? []) {
      // One that was used meanwhile is in the younger generation already.
      hold(held);
      made.members.add(held);
    }
    return made;
  }

  return {
    find,
    group,
    /** Of an id of which nothing is known, whether the table has a row of it or not. */
    findOrAdd: (id: string) => find(id) ?? add(id, true),
    /** Notes that the table has no such row. */
    addAbsent: (id: string) => add(id, false),

    /** Gives one that was just found or added a row. */
    fill(held: Held<Row>, row: Row): void {
      const isAdded = held.row === undefined;
      const weight = weigh(row);
      young.weight += weight - held.weight;
      held.row = row;
      held.weight = weight;
      if (isAdded && groupOf !== undefined) group(groupOf(row)).members.add(held);
    },

    isComplete(value: string): boolean {
      const found = young.groups.get(value) ?? old.groups.get(value);
      return found?.isComplete === true;
    },

    /** Those of both generations. What is in use is counted twice, so a bound on it allows for that. */
    size: () => young.weight + old.weight,
    youngSize: () => young.weight,
    age(): void {
      old = young;
      young = generation();
    },
    clear(): void {
      old = generation();
      young = generation();
    },
  };
}

function generation<Row>(): Generation<Row> {
  return { all: new Map(), groups: new Map(), weight: 0 };
}
