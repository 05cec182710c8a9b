// What a number is called by the words just before it. Looked up in folded lower-case text, right up to the number.

export type Label = "order" | "ticket" | "phone" | "tracking" | "identity" | "bank" | "other" | "amount";

/** Chinese words, then English ones (which must begin at a word's edge). The leftmost that reaches the number wins. */
const WORDS: readonly [Label, string, string][] = [
  ["tracking", "运单|快递单|物流单|货运单|面单|快递|顺丰|圆通|中通|韵达|申通|极兔|京东物流", "ems|sf|tracking|waybill|awb"],
  ["ticket", "工单|诉求编?|受理单?|报障单|案件", "tickets?|(?:support |service )?case|incident"],
  ["order", "订单|订购单|采购单|定单|购买单|单(?=号|据|编)", "orders?|p\\.?o\\.?|purchase order|ref(?:erence)?"],
  ["identity", "身份证|身分证|证件|居民证|护照|驾驶证|驾照|社保", "passport|id card|identity(?: card)?|national id|ssn"],
  ["bank", "银行卡|信用卡|储蓄卡|借记卡|卡(?=号)|银行账|对公账", "card|bank account|iban"],
  [
    "other",
    "企鹅|微信(?=号)|序列|串(?=号)|型(?=号)|机型|版本|税|统一社会信用代码|信用代码|纳税人识别|合同|协议|验证|校验|邮编|邮政编码|密码|口令|车牌|航班|车次|时间戳|坐标|会员|工(?=号)|学(?=号)|门牌|房(?=号)|编码|发票|批(?=号)|条码|货(?=号)|比例|尾(?=号)|后四位",
    "qq|wechat id|serial|s/?n|imei|model|version|tax(?: id)?|vat|contract|verification|zip(?: ?code)?|post ?code|password|pin|flight|isbn|timestamp|member(?:ship)?|ip|invoice|batch|sku|product|part|ending(?: in)?",
  ],
  ["amount", "价格?|单价|总价|金额|预算|费用?|花了?|共|[¥$€£￥]", "total|price|budget|cost|paid|amount"],
  [
    "phone",
    "电话|手机|座机|固话|热线|来电|致电|联系方式|联络方式|拨打?|打了?|打给我?|短信|微信|加v",
    "phone|mobile|cell(?:phone)?|tel(?:ephone)?|call(?: me)?|dial(?:ed|led)?|hotline|whatsapp|text me|reach me|number|contact",
  ],
];
const NOUN = "编号|号码|单号|证号|号|码|尾号|#|no\\.?|num(?:ber)?|id|code";
const MARKS = "[\\s:#='\"“”「」(（\\[【+]";
const LABELLED = new RegExp(
  `(?:${WORDS.map(([label, zh, en]) => `(?<${label}>${zh}|(?<![a-z])(?:${en}))`).join("|")})(?:的|'s)?(?:${NOUN})?\\s?(?:${NOUN})?` +
    `(?:${MARKS}|[,，.-]){0,4}(?:是|为|改成|改为|换成|填|就是|is|was|are|at|on|to|还是|也是)?${MARKS}{0,4}$`,
);

const BEFORE_MAX = 36;

export function labelBefore(lower: string, at: number): Label | null {
  const found = LABELLED.exec(lower.slice(Math.max(0, at - BEFORE_MAX), at));
  if (!found?.groups) return null;
  for (const [label] of WORDS) if (found.groups[label] !== undefined) return label;
  return null;
}

const UNIT_AFTER =
  /^\s{0,2}(?:元|块|日元|韩元|美元|美金|欧元|人民币|港币|万|亿|千|个|件|台|套|把|箱|人|次|年|月(?!\d)|日|天|斤|公斤|kg|克|米|km|cm|号楼|弄|室|层|楼|%|percent|rmb|cny|usd|jpy|krw|yen|won|dollars?|bucks|euros?|units?|pcs|pieces|items?|people|users?|hours?|days?|mins?|minutes?|weeks?|months?|years?)(?![a-z])/;

/** The number counts or costs something, so it names nobody and nothing. */
export const unitFollows = (lower: string, to: number): boolean => UNIT_AFTER.test(lower.slice(to, to + 12));
