// Columns of a table in a terminal or a code block: Chinese characters take two places.

const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

export const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);

export function padded(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(width - widthOf(text), 0));
  return align === "left" ? text + space : space + text;
}
