// What the bot says and what stands on its buttons, from its own scripts: a wording may change, the journeys stay.

import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** The words of a key; of a sentence with something to fill in, what stands before it. */
export function wordsOf(locale) {
  const { sentences, words } = parse(readFileSync(`dialogs/scripts/${locale}.yaml`, "utf8"));
  const all = { ...sentences, ...words };
  return (key) => {
    if (typeof all[key] !== "string") throw new Error(`no words for ${key} in ${locale}`);
    return all[key].split(/\{|\*\*/)[0].trim();
  };
}
