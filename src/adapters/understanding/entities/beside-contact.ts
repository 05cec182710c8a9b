import type { Entity } from "../../../domain/conversation/heard.js";
import type { Folded } from "./fold.js";
import { looksLikeEnglishCompany, looksLikeEnglishName } from "./people-en.js";
import { looksLikeCompany, looksLikeName } from "./people-zh.js";

const PIECES_MAX = 3;
const TEXT_MAX = 120;
const PIECE = /[^,，、;；|/:：()（）\n]+/g;
const LABELS = /^(?:联系电话|联系方式|电话|手机号?|邮箱|联系人|姓名|公司|单位|tel|phone|mobile|e-?mail|name|company|contact)$/i;

function kindOf(piece: string): "name" | "company" | null {
  if (looksLikeCompany(piece) || looksLikeEnglishCompany(piece)) return "company";
  return looksLikeName(piece) || looksLikeEnglishName(piece) ? "name" : null;
}

/** "王芳 13800138000": where a contact stands with nothing but a name or a company beside it, those are whose it is. */
export function besideContact({ plain, han }: Folded, contacts: readonly Entity[]): Entity[] {
  if (han.length > TEXT_MAX || !contacts.some(({ type }) => type === "phone" || type === "email")) return [];
  const rest = contacts.reduce((text, { from, to }) => `${text.slice(0, from)}${"\n".repeat(to - from)}${text.slice(to)}`, han);
  const found: Entity[] = [];
  for (const match of rest.matchAll(PIECE)) {
    const spoken = /[\u4e00-\u9fa5]/.test(match[0])
      ? match[0].matchAll(/\S+/g)
      : [Object.assign([match[0].trim()], { index: match[0].search(/\S/) })];
    for (const part of spoken) {
      const piece = part[0] ?? "";
      if (piece === "" || LABELS.test(piece)) continue;
      const type = kindOf(piece);
      const from = match.index + part.index;
      if (!type || found.some((other) => other.type === type) || found.length >= PIECES_MAX) return [];
      found.push({ type, value: plain.slice(from, from + piece.length), from, to: from + piece.length });
    }
  }
  return found;
}
