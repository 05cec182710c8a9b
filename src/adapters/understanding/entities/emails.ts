import type { Entity } from "../../../domain/conversation/heard.js";
import type { Folded } from "./fold.js";

const LOCAL_MAX = 64;
const DOMAIN_MAX = 253;
const ASCII_LOCAL = /[A-Za-z0-9_][A-Za-z0-9._%+'\-]*$/;
const NAMED_LOCAL =
  /(?:^|[\s,;:，。；：、<(（"“]|邮箱地址|邮箱|郵箱|信箱|邮件|郵件|地址|发到|發到|发给|發給|寄到|抄送|和|或|是|为|為)([\p{L}\p{N}._%+\-]{1,64}?)$/u;
const ASCII_DOMAIN =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}(?:[A-Za-z]{2,24}(?![A-Za-z])|xn--[A-Za-z0-9-]{2,59})/;
const HAN_TLD = "中国|中國|公司|网络|網絡|网址|網址|香港|台湾|台灣|商城|集团|在线|我爱你|рф|қаз|한국|みんな";
const NAMED_DOMAIN = new RegExp(
  `^(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61})?[.。]){1,6}(?:${HAN_TLD}|[A-Za-z]{2,24}(?![A-Za-z]))`,
  "u",
);
const SPELT =
  /([a-z0-9_][a-z0-9._+-]{0,63})(?: ?[[({<]at[\])}>] ?((?:[a-z0-9-]{1,63}(?:\.| ?[[({<]dot[\])}>] ?| dot )){1,5}[a-z]{2,24})| at ((?:[a-z0-9-]{1,63} dot ){1,5}[a-z]{2,24}))(?![a-z0-9])/g;
const AT = /[@﹫]/g;

/** The part before the sign: ASCII up to what cannot be in an address; other scripts only up to a word that introduces one. */
function localBefore(plain: string, at: number): string | null {
  const before = plain.slice(Math.max(0, at - LOCAL_MAX), at);
  const ascii = ASCII_LOCAL.exec(before)?.[0];
  if (ascii !== undefined) return ascii;
  return NAMED_LOCAL.exec(before)?.[1] ?? null;
}

function domainAfter(plain: string, at: number): string | null {
  const after = plain.slice(at, at + DOMAIN_MAX);
  return ASCII_DOMAIN.exec(after)?.[0] ?? NAMED_DOMAIN.exec(after)?.[0] ?? null;
}

function spaced(plain: string, at: number): { local: string; domain: string; from: number; to: number } | null {
  const [left, right] = [plain.charAt(at - 1) === " " ? at - 1 : at, plain.charAt(at + 1) === " " ? at + 2 : at + 1];
  const local = localBefore(plain, left);
  const domain = local === null ? null : domainAfter(plain, right);
  return local === null || domain === null ? null : { local, domain, from: left - local.length, to: right + domain.length };
}

const dotted = (spelt: string): string => spelt.replace(/ ?[[({<]dot[\])}>] ?| dot /g, ".");

/** Addresses by their sign, each within fixed bounds left and right, so that a text of nothing but signs stays cheap. */
export function findEmails({ plain, lower }: Folded): Entity[] {
  const found: Entity[] = [];
  for (const { index } of plain.matchAll(AT)) {
    if (index < (found.at(-1)?.to ?? 0)) continue;
    const address = spaced(plain, index);
    if (!address) continue;
    const value = `${address.local}@${address.domain.replaceAll("。", ".")}`.toLowerCase();
    found.push({ type: "email", value, from: address.from, to: address.to });
  }
  if (!/ at |[[({<]at[\])}>]/.test(lower)) return found;
  for (const match of lower.matchAll(SPELT)) {
    const value = `${match[1] ?? ""}@${dotted(match[2] ?? match[3] ?? "")}`;
    found.push({ type: "email", value, from: match.index, to: match.index + match[0].length });
  }
  return found.sort((a, b) => a.from - b.from);
}
