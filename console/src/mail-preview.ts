/**
 * Shows the HTML of a mail that the page around it sends. It runs in a sandboxed frame without an origin
 * and under a policy of its own, so what the HTML contains reaches neither the console nor the API.
 */
addEventListener("message", ({ data, source }) => {
  if (source !== parent || typeof data !== "string") return;
  const mail = new DOMParser().parseFromString(data, "text/html");
  document.documentElement.lang = mail.documentElement.lang;
  document.head.replaceChildren(...mail.head.childNodes);
  document.body.replaceWith(mail.body);
});
// Opened by itself, the page has nobody to ask, and would be shown its own message.
if (parent !== self) parent.postMessage("ready", "*");
