import type { Button } from "../../domain/ask.js";
import type { Say, SayKey, SayValue } from "../../domain/say.js";
import type { Instant } from "../../domain/time.js";
import { LOCALES } from "../../domain/words.js";
import type { Locale } from "../../domain/words.js";
import type { Dialogs } from "./content.js";
import { escapeMarkdown } from "./markdown.js";
import { displayContact, maskContact, maskText } from "./mask.js";
import type { Script } from "./scripts.js";
import { compile, fill } from "./template.js";
import type { Template } from "./template.js";
import { makeTimes } from "./times.js";

export interface RenderContext {
  locale: Locale;
  /** IANA; null, or one the runtime does not know: the desk's. */
  zone: string | null;
  deskZone: string;
  now: Instant;
}

/** A sentence in words. `masked` and `paramsMasked` hold no contact and may be stored in clear. */
export interface Rendered {
  /** Markdown, for the customer's eyes. */
  full: string;
  masked: string;
  paramsMasked: Record<string, SayValue>;
}

export interface Render {
  render(say: Say, context: RenderContext): Rendered;
  /** What stands on a button: plain text. */
  label(button: Pick<Button, "label">, locale: Locale): string;
}

/** Speaks the given dialogs. Sentences are cut at their placeholders once, here. */
export function makeRender(dialogs: Pick<Dialogs, "scripts">): Render {
  const speakers = Object.fromEntries(LOCALES.map((locale) => [locale, makeSpeaker(dialogs.scripts[locale])])) as Record<
    Locale,
    Speaker
  >;
  return {
    render: (say, context) => speakers[context.locale](say, context),
    label: ({ label }, locale) => ("word" in label ? dialogs.scripts[locale].words[label.word] : label.text),
  };
}

type Speaker = (say: Say, context: RenderContext) => Rendered;

/** What we hold of a customer is shown masked even to them: the device in their hands may not be theirs. */
const ALWAYS_MASKED: ReadonlySet<SayKey> = new Set<SayKey>(["privacy.file"]);

function makeSpeaker(script: Script): Speaker {
  const templates = new Map(Object.entries(script.sentences).map(([key, text]) => [key, templateOf(key, text)]));
  const timeText = makeTimes(script.times);

  return ({ key, params }, context) => {
    const template = templates.get(key);
    if (!template) throw new Error(`No sentence "${key}" in these dialogs: add it to dialogs/scripts and publish.`);
    const paramsMasked = maskParams(params);
    const write = (values: Record<string, SayValue>, contact: (value: string) => string) =>
      fill(template, (name) => {
        const value = values[name];
        if (value === undefined) throw new Error(`Sentence "${key}" was said without {${name}}: pass it in its params.`);
        if (typeof value === "string") return escapeMarkdown(value);
        if (typeof value === "number") return String(value);
        if ("time" in value) return timeText(value.time, context);
        return "word" in value ? script.words[value.word] : escapeMarkdown(contact(value.contact));
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
function maskParams(params: Record<string, SayValue>): Record<string, SayValue> {
  let masked: Record<string, SayValue> | undefined;
  for (const [name, value] of Object.entries(params)) {
    const safe = maskValue(value);
    if (safe !== value) masked = { ...(masked ?? params), [name]: safe };
  }
  return masked ?? params;
}

function maskValue(value: SayValue): SayValue {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "object" && "contact" in value) return { contact: maskContact(value.contact) };
  return value;
}

function templateOf(key: string, text: string): Template {
  const compiled = compile(text);
  if ("message" in compiled) throw new Error(`Sentence "${key}": ${compiled.message}. ${compiled.remedy}`);
  return compiled.template;
}
