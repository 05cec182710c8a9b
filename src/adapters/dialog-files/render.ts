import type { Mask, Voice } from "../../application/ports.js";
import type { SayKey, SayValue } from "../../domain/say.js";
import type { Locale } from "../../domain/words.js";
import type { Dialogs } from "./content.js";
import { escapeMarkdown } from "./markdown.js";
import { displayContact, maskContact, maskText } from "./mask.js";
import type { Script } from "./scripts.js";
import { compile, fill } from "./template.js";
import type { Template } from "./template.js";
import { makeTimes } from "./times.js";

/**
 * Speaks the given dialogs. Sentences are cut at their placeholders once, here. `mask` hides contacts in free text before it is escaped:
 * afterwards a\_b@c.com would not be known for an e-mail.
 */
export function makeRender(dialogs: Pick<Dialogs, "scripts">, mask: Mask = maskText): Voice {
  const speakerOf = (locale: Locale) => makeSpeaker(dialogs.scripts[locale], mask);
  const speakers: Record<Locale, Speaker> = { "zh-CN": speakerOf("zh-CN"), en: speakerOf("en") };
  return {
    render: (say, context) => speakers[context.locale](say, context),
    label: ({ label }, locale) => ("word" in label ? dialogs.scripts[locale].words[label.word] : label.text),
  };
}

type Speaker = Voice["render"];
type Params = Record<string, SayValue>;

/** What we hold of a customer is shown masked even to them: the device in their hands may not be theirs. */
const ALWAYS_MASKED: ReadonlySet<SayKey> = new Set<SayKey>(["privacy.file"]);

function makeSpeaker(script: Script, mask: Mask): Speaker {
  const templates = new Map(Object.entries(script.sentences).map(([key, text]) => [key, templateOf(key, text)]));
  const timeText = makeTimes(script.times);

  return ({ key, params }, context) => {
    const template = templates.get(key);
    if (!template) throw new Error(`No sentence "${key}" in these dialogs: add it to dialogs/scripts and publish.`);
    const paramsMasked = maskParams(params, mask);
    const write = (values: Params, contact: (value: string) => string) =>
      fill(template, (name, startsLine) => {
        const value = values[name];
        if (value === undefined) throw new Error(`Sentence "${key}" was said without {${name}}: pass it in its params.`);
        if (typeof value === "string") return escapeMarkdown(value, startsLine);
        if (typeof value === "number") return String(value);
        if ("time" in value) return timeText(value.time, context);
        return "word" in value ? script.words[value.word] : escapeMarkdown(contact(value.contact), startsLine);
      });
    if (paramsMasked === params) {
      const text = write(params, displayContact);
      return { full: text, masked: text, paramsMasked };
    }
    const masked = write(paramsMasked, (value) => value);
    return { full: ALWAYS_MASKED.has(key) ? masked : write(params, displayContact), masked, paramsMasked };
  };
}

/** The same object where there is nothing to mask. */
function maskParams(params: Params, mask: Mask): Params {
  let masked: Params | undefined;
  for (const [name, value] of Object.entries(params)) {
    const safe = maskValue(value, mask);
    if (safe !== value) masked = { ...(masked ?? params), [name]: safe };
  }
  return masked ?? params;
}

/** Without any digit, or a number of ours: most params, which need no look for contacts. */
const HARMLESS = /^(?:[TC]-\d{6,12}|[^@＠\d０-９〇零一二三四五六七八九壹贰叁]*)$/;

function maskValue(value: SayValue, mask: Mask): SayValue {
  if (typeof value === "string") return HARMLESS.test(value) ? value : mask(value);
  if (typeof value === "object" && "contact" in value) return { contact: maskContact(value.contact) };
  return value;
}

function templateOf(key: string, text: string): Template {
  const compiled = compile(text);
  if ("message" in compiled) throw new Error(`Sentence "${key}": ${compiled.message}. ${compiled.remedy}`);
  return compiled.template;
}
