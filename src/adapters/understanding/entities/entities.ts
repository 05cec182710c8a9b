import type { Entity } from "../../../domain/conversation/heard.js";
import { besideContact } from "./beside-contact.js";
import { findEmails } from "./emails.js";
import { beginning, fold, type Folded } from "./fold.js";
import { findCards, type Card } from "./identity-cards.js";
import { labelBefore } from "./labels.js";
import { findNumbers } from "./numbers.js";
import { findPeopleEn } from "./people-en.js";
import { findPeopleZh } from "./people-zh.js";
import { findPhones, type Phones, type Span } from "./phones.js";

/** Names are said near the beginning; the patterns for people are the dearest, so they see this much. */
const PEOPLE_WITHIN = 1_000;
const ENTITIES_MAX = 60;

export interface Sensitive extends Span {
  kind: "phone" | "email" | "identity" | "bank_card";
}

interface Contacts {
  emails: Entity[];
  numbers: Entity[];
  cards: Card[];
  phones: Phones;
}

const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

function contacts(folded: Folded, region: string): Contacts {
  const emails = findEmails(folded);
  const cards = findCards(folded);
  const numbers = findNumbers(folded).filter((number) => ![...emails, ...cards].some((other) => overlaps(number, other)));
  const taken = [...emails, ...cards, ...numbers].sort((a, b) => a.from - b.from);
  return { emails, numbers, cards, phones: findPhones(folded, region, taken) };
}

export interface Named {
  entities: Entity[];
  badPhone: "too_short" | "too_long" | "invalid" | null;
}

/** Everything a message names, in reading order. */
export function findEntities(folded: Folded, region: string): Named {
  const { emails, numbers, phones } = contacts(folded, region);
  const hard = [...emails, ...numbers, ...phones.found];
  const people = peopleIn(folded).filter((person) => !hard.some((other) => overlaps(person, other)));
  const beside = people.length > 0 ? [] : besideContact(folded, hard);
  const entities = [...hard, ...people, ...beside].sort((a, b) => a.from - b.from).slice(0, ENTITIES_MAX);
  return { entities, badPhone: phones.found.length > 0 ? null : (phones.bad[0]?.why ?? null) };
}

function peopleIn(folded: Folded): Entity[] {
  const near = beginning(folded, PEOPLE_WITHIN);
  const chinese = findPeopleZh(near);
  const english = findPeopleEn(near).filter((person) => !chinese.some((other) => other.type === person.type));
  return [...chinese, ...english];
}

/** Shapes of numbers that are masked even where they may be something else: a missed contact costs more than a masked code. */
const PHONE_SHAPES =
  /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ \-.\u200b]?\d){8}(?!\d)|\+\d(?:[ \-.()\u200b]{0,2}\d){6,14}(?!\d)|(?<!\d)\(?0\d{1,4}\)?(?:[ \-\u200b]{0,2}\d){6,9}(?!\d)|(?<!\d)\(?[2-9]\d{2}(?:\) ?|[ .-])[2-9]\d{2}[ .-]\d{4}(?!\d)/g;
const KEPT = new Set(["order", "ticket", "tracking"]);

function shaped(folded: Folded, cards: readonly Span[]): Sensitive[] {
  const all: Sensitive[] = [];
  for (const match of folded.digits.matchAll(PHONE_SHAPES)) {
    const span = { from: match.index, to: match.index + match[0].length };
    if (KEPT.has(labelBefore(folded.lower, span.from) ?? "") || cards.some((card) => overlaps(card, span))) continue;
    all.push({ ...span, kind: "phone" });
  }
  return all;
}

/** What must be masked wherever the text is kept: contacts, identity numbers, bank cards; in order, never overlapping. */
export function detectSensitive(text: string, region = "CN"): Sensitive[] {
  const folded = fold(text);
  const { emails, cards, phones } = contacts(folded, region);
  const all: Sensitive[] = [
    ...emails.map(({ from, to }) => ({ from, to, kind: "email" as const })),
    ...cards,
    ...[...phones.found, ...phones.bad].map(({ from, to }) => ({ from, to, kind: "phone" as const })),
    ...shaped(folded, cards.slice(0, 50)),
  ].sort((a, b) => a.from - b.from || b.to - a.to);
  const merged: Sensitive[] = [];
  for (const span of all) {
    const last = merged.at(-1);
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}
