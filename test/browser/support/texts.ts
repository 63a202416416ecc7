/** The console's own texts, by which the stories find what a person would look for. */
export { catalogue as de } from "../../../console/src/text/de/index.ts";
export { catalogue as en } from "../../../console/src/text/en/index.ts";
