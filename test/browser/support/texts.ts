/** What the pages say, so that a story finds things by their names. */
export { de, en } from "../../support/texts.ts";
