import type { Entity } from "../conversation/heard.js";

/** Words that only introduce who speaks and how to be reached; what is left of a clause without them is the matter. */
const INTRODUCTION =
  /我们?(公司)?(是|叫|姓)?|这边|这里|来自|名字|姓名|称呼|公司|单位|(手机|电话|联系)(号码?|方式)?(是|为)?|邮箱(地址)?(是|为)?|您?好|你们?好|的|吗|[:：]|\b(hi|hello|hey|i am|i'm|this is|my|name|number|is|from|with|at|phone|mobile|cell|tel|e-?mail|address|and|on|me|reach|call|contact|the|of)\b/gi;
const PERSON = new Set<Entity["type"]>(["name", "company", "position", "phone", "email"]);
const CLAUSE_ENDS = /(?<=[，,。；;！!？?\n])/;

/**
 * The matter without the clauses that say nothing but who and how to reach: what the customer is shown as "the problem". The words
 * themselves are kept; where nothing would be left the whole text stands.
 */
export function matterOf(text: string, entities: readonly Entity[]): string {
  const persons = entities.filter((entity) => PERSON.has(entity.type));
  if (persons.length === 0) return text.trim();
  let at = 0;
  const kept = text.split(CLAUSE_ENDS).filter((clause) => {
    const [from, to] = [at, at + clause.length];
    at = to;
    const named = persons.filter((entity) => entity.from < to && entity.to > from);
    return named.length === 0 || hasMore(clause, named, from);
  });
  const matter = kept.join("").replace(/^[\s，,。；;]+|[\s，,；;]+$/g, "");
  return matter === "" ? text.trim() : matter;
}

function hasMore(clause: string, named: readonly Entity[], from: number): boolean {
  let rest = "";
  let at = 0;
  for (const entity of [...named].sort((a, b) => a.from - b.from)) {
    rest += clause.slice(at, Math.max(at, entity.from - from)) + " ";
    at = Math.max(at, entity.to - from);
  }
  rest += clause.slice(at);
  return /[\p{L}\p{N}]/u.test(rest.replace(INTRODUCTION, " "));
}
