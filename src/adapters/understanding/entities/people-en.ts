import type { Entity } from "../../../domain/conversation/heard.js";
import type { Folded } from "./fold.js";

const WORD = "[A-Z][a-zA-Z'’-]{0,24}";
const NAME = `${WORD}(?: ${WORD}){0,2}`;
const ORG = "[A-Z0-9][\\w&'’.-]{0,30}(?: (?:(?:of|and|&|de) )?[A-Z0-9&][\\w&'’.-]{0,30}){0,5}";
const ROLE =
  "(?:(?:senior|junior|chief|head|general|regional|deputy|assistant|vice|purchasing|procurement|sales|it|hr|office|store|shop|project|product|account|operations?|finance|financial|marketing|warehouse|logistics|customer|service|technical|plant|facility|executive|system|systems|network|data|software|business) ){0,3}" +
  "(?:manager|director|officer|engineer|assistant|buyer|accountant|owner|founder|co-founder|ceo|cto|cfo|coo|specialist|coordinator|administrator|admin|supervisor|president|secretary|consultant|analyst|controller|technician|principal|head of [a-z]{2,20})";
const NOT_NAME =
  /^(?:not|having|trying|looking|really|sorry|very|a|an|the|unable|calling|writing|asking|still|so|just|also|here|your|my|our|happy|unhappy|angry|done|fine|ok|okay|good|interested|going|getting|using|waiting|from|with|at|in|on|it|is|this|that|new|currently|no|yes|hi|hello|thanks|please|urgent|i|we|ceo|cto|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)$/i;
const INTRO = `(?:[Ii]['’]?m|[Ii] am|[Mm]y name['’]?s|[Mm]y name is|[Tt]his is|[Ii]t['’]s|[Nn]ame ?:|[Nn]ame is|[Cc]all me|[Cc]ontact(?: person)? ?:)`;
const INTRODUCED = new RegExp(
  `(?<![A-Za-z])(?:${INTRO}) (?<name>${NAME})(?:,? (?:(?:the|a|an|your|our) )?(?<position>${ROLE}))?(?:,? (?:from|at|with|of|for|here from|calling from|over at|on behalf of) (?:the )?(?<company>${ORG}))?`,
  "g",
);
const NAMED_LOWER =
  /(?<![a-z])my name is ([a-z][a-z'’-]{1,20}(?: [a-z][a-z'’-]{1,20})?)(?= ?(?:[,.;!]|$| and | from | at | phone))/g;
const COMPANY_SAID = new RegExp(
  `(?<![A-Za-z])(?:[Cc]ompany(?: name)?(?: is|:| :)|[Oo]rgani[sz]ation(?: is|:)|[Oo]n behalf of|[Ww]e are|[Ww]e['’]re|[Ii] work (?:for|at)|[Ii] represent|[Cc]alling from|[Hh]ere (?:from|at)|[Ff]rom) (?:the )?(?<company>${ORG})`,
  "g",
);
const SUFFIXED = new RegExp(
  `(?<company>(?:${WORD} ){1,4}(?:Ltd|Limited|Inc|LLC|LLP|GmbH|Corp|Corporation|Co|PLC|plc|Pte|Pty|AG|BV)\\b\\.?(?: Ltd\\.?)?)`,
  "g",
);
const COMPANY_WORD =
  /(?:ltd|limited|inc|llc|llp|gmbh|corp|corporation|co|company|group|trading|logistics|holdings?|industries|academy|school|university|hospital|bank|hotel|studio|studios|systems|solutions|services|technologies|technology|tech|foods?|labs?|partners|plc|pte|pty|ag|bv|electronics|software|media|retail|store|stores|foundation|institute|clinic|consulting|international|enterprises?|manufacturing|motors|energy|pharma)\.?$/i;
const POSITION_SAID = new RegExp(
  `(?<![a-z])(?:i['’]?m (?:the|a|an|your)|i am (?:the|a|an)|position ?:|title ?:|role ?:|i work as (?:the|a|an)|,|as (?:the|a|an)) ?(?<position>${ROLE})(?![a-z])`,
  "gi",
);
const SIGNED = new RegExp(
  `(?:\\s[-–—] ?|\\n(?:[Bb]est|[Rr]egards|[Tt]hanks|[Cc]heers|[Ss]incerely|[Kk]ind regards|[Bb]est regards),?\\s{1,3})(?<name>${NAME})\\s*$`,
  "g",
);

const trimmed = (value: string): string => value.replace(/[.,'’\s-]+$/, "");

/** Drops words at the end of a capitalised run that belong to the next sentence. */
function cleanName(value: string): string | null {
  const words: string[] = [];
  for (const word of trimmed(value).split(" ")) {
    if (NOT_NAME.test(word)) break;
    words.push(word);
  }
  return words.length > 0 ? words.join(" ") : null;
}

function cleanCompany(value: string): string {
  const sentence = value.replace(/\. .*$/, "");
  return /(?:Ltd|Inc|Co|Corp)\.$/.test(sentence) ? sentence.slice(0, -1) : trimmed(sentence);
}

interface Found {
  type: "name" | "company" | "position";
  value: string;
  at: number;
}

function collect(plain: string, pattern: RegExp, sure: boolean): Found[] {
  const all: Found[] = [];
  for (const match of plain.matchAll(pattern)) {
    const { name, company, position } = match.groups ?? {};
    const said = name ? cleanName(name) : null;
    if (said && name) all.push({ type: "name", value: said, at: match.index + match[0].indexOf(name) });
    if (position && (said || !name))
      all.push({ type: "position", value: position.toLowerCase(), at: match.index + match[0].lastIndexOf(position) });
    if (!company || (name && !said)) continue;
    const value = cleanCompany(company);
    if (sure || said || COMPANY_WORD.test(value))
      all.push({ type: "company", value, at: match.index + match[0].lastIndexOf(company) });
  }
  return all;
}

/** Who speaks and for whom, from English self-introductions: one name, company and position each, the first said. */
export function findPeopleEn({ plain, lower }: Folded): Entity[] {
  const found = new Map<Entity["type"], Entity>();
  if (!/[A-Za-z]{2}/.test(plain)) return [];
  const all = [
    ...collect(plain, INTRODUCED, false),
    ...[...lower.matchAll(NAMED_LOWER)].flatMap((match): Found[] =>
      match[1] && !NOT_NAME.test(match[1])
        ? [{ type: "name", value: plain.substr(match.index + 11, match[1].length), at: match.index + 11 }]
        : [],
    ),
    ...collect(plain, COMPANY_SAID, false),
    ...collect(plain, SUFFIXED, true),
    ...collect(plain, POSITION_SAID, false),
    ...collect(plain, SIGNED, false),
  ];
  for (const { type, value, at } of all) {
    if (!found.has(type) && value.length > 1) found.set(type, { type, value, from: at, to: at + value.length });
  }
  return [...found.values()];
}

export const looksLikeEnglishName = (text: string): boolean =>
  /^[A-Z][a-z'’-]{1,20}(?: [A-Z][a-zA-Z'’.-]{0,20}){1,3}$/.test(text) &&
  text.split(" ").every((word) => !NOT_NAME.test(word)) &&
  !COMPANY_WORD.test(text);
export const looksLikeEnglishCompany = (text: string): boolean =>
  /^[A-Z][\w&'’., -]{2,60}$/.test(text) && text.includes(" ") && COMPANY_WORD.test(text);
