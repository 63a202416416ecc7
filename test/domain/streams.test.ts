/** Stream names: for every kind of stream, parsing a name returns what it was made of. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { definitions, eventsByCategory } from "../../src/domain/catalogue.ts";
import * as streams from "../../src/domain/streams.ts";

const { categoryOf, idIn, membershipIn, readingIn, streamCategories } = streams;

/** The streams named by one key, by their category. */
const single = {
  organization: streams.organizationStream,
  user: streams.userStream,
  email: streams.emailStream,
  solution: streams.solutionStream,
  token: streams.tokenStream,
  notification: streams.notificationStream,
  session: streams.sessionStream,
  export: streams.exportStream,
} satisfies Partial<Record<streams.StreamCategory, (key: string) => string>>;

const id = fc.uuid();
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

test.each(Object.entries(single))(
  "the name of a stream of the category %s contains the category and the key",
  (kind, make) => {
    fc.assert(
      fc.property(kind === "email" ? digest : id, (key) => {
        const stream = make(key);
        expect([categoryOf(stream), idIn(stream)]).toEqual([kind, key]);
      }),
    );
  },
);

test("the name of a membership's or a reading's stream contains both ids", () => {
  fc.assert(
    fc.property(id, id, (first, userId) => {
      const member = streams.memberStream(first, userId);
      const reading = streams.readingStream(first, userId);
      expect([member, reading].map(categoryOf)).toEqual(["member", "notification"]);
      expect(membershipIn(member)).toEqual({ organizationId: first, userId });
      expect(readingIn(reading)).toEqual({ notificationId: first, userId });
      // Read models use the same text as the key of such rows.
      expect([member, reading].map(idIn)).toEqual(Array(2).fill(`${first}.${userId}`));
    }),
  );
});

test("every kind of stream is tested here", () => {
  const tested = [...Object.keys(single), "member", "reading"].map((kind) => `${kind}Stream`);
  const made = Object.keys(streams).filter((name) => name.endsWith("Stream"));
  expect(made.toSorted()).toEqual(tested.toSorted());
});

test("the categories are those of the event catalogue", () => {
  expect([...streamCategories].toSorted()).toEqual(Object.keys(eventsByCategory).toSorted());
  const used = new Set([...definitions.values()].map(({ category }) => category));
  expect([...used].toSorted()).toEqual([...streamCategories].toSorted());
});
