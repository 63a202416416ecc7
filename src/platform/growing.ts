/** Lists of values to which later versions will add. */
import { z } from "zod";

/** In the published document an answer's value is any text, and these are the known ones. */
export function growing<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values).meta({ "x-extensible-enum": [...values] });
}
