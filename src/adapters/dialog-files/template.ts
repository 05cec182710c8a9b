/** A sentence cut at its placeholders: `texts[0] + value of names[0] + texts[1] + …`. */
export interface Template {
  texts: string[];
  names: string[];
}

const NAME = /^[a-z][a-z0-9_]*$/i;

/** Cuts a sentence at its placeholders, written {name}; nothing more may stand between braces, and no brace outside. */
export function compile(sentence: string): { template: Template } | { message: string; remedy: string } {
  const template: Template = { texts: [], names: [] };
  let rest = sentence;
  for (;;) {
    const open = rest.search(/[{}]/);
    if (open < 0) {
      template.texts.push(rest);
      return { template };
    }
    if (rest[open] === "}")
      return { message: "a } without its {", remedy: "Take it out, or put { before the placeholder's name." };
    const inner = rest.slice(open + 1).match(/^[^{}]*/)![0];
    const end = open + 1 + inner.length;
    if (rest[end] !== "}")
      return { message: `a { without its } at "{${inner.slice(0, 20)}"`, remedy: "Close it with } after the name." };
    if (!NAME.test(inner)) return { message: `"{${inner}}" is no placeholder`, remedy: REMEDY_NAME };
    template.texts.push(rest.slice(0, open));
    template.names.push(inner);
    rest = rest.slice(end + 1);
  }
}

// ICU's plural and select are not offered: sentences are worded so that one form fits every number.
const REMEDY_NAME = "Put only a name between the braces, such as {number}; word the sentence so that it fits every number.";

/** Gives the words for a placeholder; `startsLine` where it stands at the start of a line. */
export type ValueOf = (name: string, startsLine: boolean) => string;

/**
 * Joins a template with its values. Between two Chinese characters no space stays: "说好 {due} 前" takes both "13:02" and "明天 09:30".
 */
export function fill({ texts, names }: Template, valueOf: ValueOf): string {
  let text = texts[0]!;
  for (let index = 0; index < names.length; index++) {
    const value = valueOf(names[index]!, text === "" || text.endsWith("\n"));
    const next = texts[index + 1]!;
    if (text.endsWith(" ") && isWide(text.charCodeAt(text.length - 2)) && isWide(value.charCodeAt(0))) text = text.slice(0, -1);
    text += value;
    const drops = next.startsWith(" ") && isWide(value.charCodeAt(value.length - 1)) && isWide(next.charCodeAt(1));
    text += drops ? next.slice(1) : next;
  }
  return text;
}

/** A Chinese character or full-width punctuation; false beyond the text's ends. */
const isWide = (code: number): boolean => (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xffef);
