import { maskContact } from "./adapters/dialog-files/mask.js";
import { detectSensitive } from "./adapters/understanding/entities/entities.js";
import type { Mask } from "./application/ports.js";

/** Everything that looks like a contact, an identity or a card number stands masked wherever text is stored in clear (architecture 7). */
export const makeMask =
  (region: () => string): Mask =>
  (text) => {
    const spans = detectSensitive(text, region());
    if (spans.length === 0) return text;
    let masked = "";
    let at = 0;
    for (const { from, to } of spans) {
      if (from < at) continue;
      masked += text.slice(at, from) + maskContact(text.slice(from, to).normalize("NFKC"));
      at = to;
    }
    return masked + text.slice(at);
  };
