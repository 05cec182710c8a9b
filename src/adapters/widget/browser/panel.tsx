import { makeLine } from "./line/make-line.js";
import type { Mount } from "./options.js";
import { firstLocale } from "./ui/language.js";
import { mountOver } from "./ui/mount.js";

/** The panel's entry: a line to the desk, and what shows it. */
export const mount: Mount = (options, host) => {
  const { base, identity, resume } = options;
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const line = makeLine({ base, locale: firstLocale(options.locale), timezone, identity, resume });
  return mountOver(line, options, host);
};
