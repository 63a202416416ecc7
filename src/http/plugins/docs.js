/** The page at /docs: searches, opens what an address names, and sends requests. */
const search = document.querySelector("#search");
const token = document.querySelector("#token");
const entries = [...document.querySelectorAll("main details")].map((element) => ({
  element,
  text: `${element.id} ${element.firstElementChild.textContent}`.toLowerCase(),
}));

search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/);
  for (const { element, text } of entries) {
    element.hidden = !words.every((word) => text.includes(word));
  }
  for (const section of document.querySelectorAll("main section")) {
    section.hidden = section.querySelector("details:not([hidden])") === null;
  }
});

function openNamed() {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
  named?.scrollIntoView();
}
addEventListener("hashchange", openNamed);
openNamed();

token.value = sessionStorage.getItem("token") ?? "";
token.addEventListener("input", () => sessionStorage.setItem("token", token.value));

document.addEventListener("submit", (event) => {
  event.preventDefault();
  void send(event.target);
});

async function send(form) {
  const { method, path } = form.dataset;
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, value, dataset } of form.querySelectorAll("input")) {
    if (dataset.in === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== "") query.set(name, value);
  }
  const body = form.querySelector("textarea")?.value || undefined;
  const headers = {};
  if (token.value !== "") headers.authorization = `Bearer ${token.value}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  // The page is at <base path>/docs.
  const url = new URL(`.${filled}${query.size > 0 ? `?${query}` : ""}`, location.href);
  const shown = form.querySelector("output");
  try {
    const answer = await fetch(url, { method, headers, body });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json");
    const pre = document.createElement("pre");
    pre.tabIndex = 0;
    pre.textContent = isJson ? JSON.stringify(JSON.parse(text), undefined, 2) : text;
    shown.replaceChildren(`${answer.status} ${answer.statusText}`, pre);
  } catch (error) {
    shown.textContent = `No answer: ${error.message}`;
  }
}
