import type { PhraseFacts, Phrases } from "../../../application/phrases.js";
import { LOCALES } from "../../../domain/words.js";
import type { Locale } from "../../../domain/words.js";
import type { Dialogs } from "../content.js";
import { compile, fill } from "../template.js";
import { makeTimes } from "../times.js";

/** The phrases of one version of the dialogs; `deskZone` is the zone times are written in where a customer has none. */
export function makePhraseBook({ phrases: { phrases, unnamed }, scripts }: Dialogs) {
  const find = ({ locale, q, facts, deskZone }: Parameters<Phrases["find"]>[0] & { deskZone: string }) =>
    phrases
      .filter(
        (phrase) => q === null || LOCALES.some((each) => folded(Object.values(phrase[each]).join("\n")).includes(folded(q))),
      )
      .map(({ id, category = null, [locale]: { title, text } }) => {
        return { id, title, text: facts === null ? text : filled(text, { locale, facts, deskZone }), category };
      });

  const filled = (
    text: string,
    { locale, facts, deskZone }: { locale: Locale; facts: PhraseFacts; deskZone: string },
  ): string => {
    const compiled = compile(text);
    if ("message" in compiled) throw new Error(`A phrase that was checked is broken: ${compiled.message}`);
    const { customer, number, due, agent, zone, now } = facts;
    const values: Record<string, string | null> = {
      ...{ customer: customer ?? unnamed[locale], number, agent },
      due: due === null ? null : makeTimes(scripts[locale].times)(due, { zone, deskZone, now }),
    };
    return fill(compiled.template, (name) => values[name] ?? `{${name}}`);
  };
  return find;
}

/** Full-width and half-width, capital and small are one. */
const folded = (text: string): string => text.normalize("NFKC").toLowerCase();
