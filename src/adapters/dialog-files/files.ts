import { join } from "node:path";
import { LOCALES } from "../../domain/words.js";

export interface Folders {
  configDir: string;
  dialogsDir: string;
}

export const CALENDAR = "config/calendar.yaml";
export const lexiconFile = (locale: string): string => `dialogs/lexicon/${locale}.yaml`;

/** All that is read under `config/` and `dialogs/`. */
export const FILES = [
  "config/desk.yaml",
  "config/sla.yaml",
  "config/routing.yaml",
  "config/channels.yaml",
  CALENDAR,
  ...LOCALES.flatMap((locale) => [`dialogs/scripts/${locale}.yaml`, lexiconFile(locale)]),
  "dialogs/flows.yaml",
  "dialogs/forbidden.yaml",
  "dialogs/phrases.yaml",
];

export function pathOf(file: string, { configDir, dialogsDir }: Folders): string {
  const slash = file.indexOf("/");
  return join(file.slice(0, slash) === "config" ? configDir : dialogsDir, file.slice(slash + 1));
}
