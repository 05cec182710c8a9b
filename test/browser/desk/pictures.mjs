// Every page of a desk at work as a picture, at two sizes, light and dark, in both languages, and what axe finds on it:
// [sentence, steps, options].

import { makeLively } from "./lively.mjs";
import { LOOKS, walks } from "./looks.mjs";
import { PAGES } from "./rooms.mjs";

const LONG_MS = 300_000;

export const journeys = LOOKS.map((look) => [
  `every page in a picture, and axe finds nothing: ${look.locale}, ${look.theme}`,
  async (stage) => walks(stage, await makeLively(stage), PAGES, look),
  { on: "lively", ms: LONG_MS },
]);
