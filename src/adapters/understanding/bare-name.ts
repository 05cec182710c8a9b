import type { Folded } from "./entities/fold.js";
import { looksLikeEnglishCompany, looksLikeEnglishName } from "./entities/people-en.js";
import { looksLikeCompany, looksLikeName } from "./entities/people-zh.js";

const EDGES = /^[\s\p{P}]+|[\s\p{P}]+$/gu;
const SAID_BEFORE = /^(?:我叫|我是|叫我?|姓名|名字|公司|单位)[是叫:：\s]*/;
const ETHNIC = /^[\u4e00-\u9fa5]{2,6}·[\u4e00-\u9fa5]{2,8}$/;
const TITLED = /^[\u4e00-\u9fa5]{1,2}(?:女士|先生|小姐|太太|老师|总|经理)$/;
const ONE_WORD = /^[A-Z][a-z]{1,15}$/;
/** Family names in pinyin: two words in lower case with one of these read as a name. */
const PINYIN = new Set(
  "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang han feng deng cao peng zeng xiao tian dong yuan pan jiang cai yu du ye cheng su wei lu ding ren shen yao cui zhong tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu yin xue yan duan lei hou long tao mao hao gong shao wan qian dai mo kong ge ouyang chan wong cheung lau lee lam ng kwok smith jones brown taylor johnson williams miller davis garcia".split(
    " ",
  ),
);

function lowerName(text: string): boolean {
  const words = text.split(" ");
  if (words.length < 2 || words.length > 3 || !words.every((word) => /^[a-z][a-z'-]{1,14}$/.test(word))) return false;
  return PINYIN.has(words[0] ?? "") || PINYIN.has(words.at(-1) ?? "");
}

/** The message as a bare name or company, else null. `known`: the lexicon found a meaning in it, so it is hardly a name. */
export function bareNameIn({ plain, han }: Folded, known: boolean): string | null {
  const name = nameIn(han, known);
  const from = name === null ? -1 : han.indexOf(name);
  return name === null ? null : plain.slice(from, from + name.length);
}

function nameIn(han: string, known: boolean): string | null {
  const text = han.replace(EDGES, "").replace(SAID_BEFORE, "").trim();
  if (text.length < 2 || text.length > 40) return null;
  if (looksLikeCompany(text) || looksLikeEnglishCompany(text)) return text;
  if (known) return null;
  const name =
    looksLikeName(text) ||
    ETHNIC.test(text) ||
    TITLED.test(text) ||
    looksLikeEnglishName(text) ||
    ONE_WORD.test(text) ||
    lowerName(text);
  return name ? text : null;
}
