// Every dialog, menu and form of the desk in every look: what axe finds, and what is cut off: [sentence, steps, options].

import { makeLively } from "./lively.mjs";
import { LOOKS, walks } from "./looks.mjs";
import { DIALOGS } from "./rooms.mjs";

const LONG_MS = 300_000;

export const journeys = LOOKS.map((look) => [
  `axe finds nothing in a dialog, menu or form: ${look.locale}, ${look.theme}`,
  async (stage) => walks(stage, await makeLively(stage), DIALOGS, look),
  { on: "lively", ms: LONG_MS },
]);
