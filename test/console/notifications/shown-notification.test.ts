/** What the service worker shows of a pushed message. */
import { expect, test } from "vitest";
import { shownNotification } from "../../../console/src/service-worker/shown-notification.ts";

test("a message is shown with its title and text; pushed twice, it is shown once", () => {
  const data = JSON.stringify({ notificationId: "n1", title: "Maintenance", text: "Tonight 🌙" });
  expect(shownNotification(data)).toEqual({
    title: "Maintenance",
    options: { body: "Tonight 🌙", tag: "n1" },
  });
});

test("a message without a title gets the product's name", () => {
  const { title, options } = shownNotification(JSON.stringify({ text: "Hello" }));
  expect([title, options.body]).toEqual(["Muster", "Hello"]);
});

test.each([undefined, "", "no JSON", "null", '"text"', "[]"])(
  "a push of %s is shown too, because a browser that gets nothing shown takes the permission back",
  (data) => {
    expect(shownNotification(data)).toEqual({
      title: "Muster",
      options: { body: "", tag: "muster" },
    });
  },
);
