/** The console's whole catalogues. */
import { first as deFirst } from "../../console/src/text/de/first.ts";
import { rest as deRest } from "../../console/src/text/de/rest.ts";
import { first as enFirst } from "../../console/src/text/en/first.ts";
import { rest as enRest } from "../../console/src/text/en/rest.ts";

export const de = { ...deFirst, ...deRest };
export const en = { ...enFirst, ...enRest };
