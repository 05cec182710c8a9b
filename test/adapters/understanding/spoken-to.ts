import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { makeUnderstand, parseLexicon, type Lexicon } from "../../../src/adapters/understanding/index.js";
import type { Heard } from "../../../src/domain/conversation/heard.js";
import type { Priority } from "../../../src/domain/words.js";

function lexicon(locale: string): Lexicon {
  const read = parseLexicon(parse(readFileSync(`dialogs/lexicon/${locale}.yaml`, "utf8")));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.lexicon;
}

export const understand = makeUnderstand([lexicon("zh-CN"), lexicon("en")]);

/** What is heard in a message to a Chinese desk. */
export const hear = (text: string, region = "CN"): Heard => understand(text, { locale: "zh-CN", region });

/** Service-process 3, as the label rules read it: of what is no demand there is no priority. */
export function priorityHeard(heard: Heard): Priority | null {
  if (heard.category === null) return null;
  if (heard.complaint) return heard.urgency === "high" && heard.heavyLoss ? "P1" : "P3";
  if (heard.urgency === "high") return heard.importance === "high" ? "P1" : "P3";
  return heard.importance === "high" ? "P2" : "P4";
}
