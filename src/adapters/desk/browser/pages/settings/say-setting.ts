import type { SettingView } from "../../../../../application/settings.js";
import type { Locale } from "../../../../../domain/words.js";

/** Keys of the policy's files as people call them; English has its keys' own words. */
const ZH: Record<string, string> = {
  company: "公司名",
  assistant: "助手名",
  defaultLocale: "默认语言",
  region: "电话默认国家",
  duty: "值班岗位",
  teams: "团队",
  id: "代号",
  name: "名称",
  defaultTeam: "默认团队",
  limits: "上限",
  openAsks: "等一位客户回答的问题",
  openTickets: "一位客户的未结工单",
  priorities: "级别",
  clock: "按什么时间算",
  firstResponse: "首次答复",
  progressEvery: "进展间隔",
  plan: "方案",
  outage: "宕机",
  complaint: "投诉",
  investigation: "查明原因",
  solutionAfterInvestigation: "查明之后解决",
  handoff: "转人工",
  answer: "答复",
  tell: "提前告知",
  warnAt: "到这个比例提醒负责人",
  holdAt: "到这个比例先告知客户",
  before: "到期前多久",
  beforeUrgent: "紧急的到期前多久",
  escalation: "升级",
  owner: "提醒负责人",
  supervisor: "提醒主管",
  manager: "提醒经理",
  unseen: "客户没看到",
  after: "多久之后",
  afterUrgent: "紧急的多久之后",
  callWithin: "多久内打电话",
  callWithinUrgent: "紧急的多久内打电话",
  acceptance: "验收",
  reminderWorkingDays: "提醒（工作日）",
  silenceWorkingDays: "无回音（工作日）",
  survey: "满意度调查",
  latest: "最迟",
  reminder: "提醒",
  expires: "过期",
  lowAtMost: "低分（不超过）",
  followUp: "低分跟进",
  visit: "回访",
  workingDays: "工作日",
  takeover: "接手",
  silence: "不说话多久",
  waiting: "等客户",
  remindersMost: "最多提醒",
  playbooks: "类别",
  presale: "售前咨询",
  insale: "售中支持",
  aftersale: "售后问题",
  value_added: "增值服务",
  team: "团队",
  understanding: "理解",
  threshold: "把握的下限",
  oddAnswers: "听不懂几次转人工",
  web: "网页聊天",
  files: "文件",
  megabytesMost: "最大（MB）",
  countMost: "一次最多",
  types: "种类",
  robots: "群机器人",
  digests: "简报",
  to: "发到",
  cron: "何时（cron）",
  figures: "内容",
  kind: "种类",
  locale: "语言",
  "zh-CN": "中文",
  en: "英文",
};

/** `firstResponse` is "first response". */
const spaced = (key: string): string =>
  /^[a-z]+([A-Z_][a-z]*)+$/.test(key) ? key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/_/g, " ") : key;

/** `priorities.P1.firstResponse` → 级别·P1·首次答复; places in a list count from one. */
export const settingName = (path: string, locale: Locale): string =>
  path
    .split(".")
    .map((key) => (/^\d+$/.test(key) ? `${Number(key) + 1}` : locale === "en" ? spaced(key) : (ZH[key] ?? spaced(key))))
    .join(locale === "en" ? " · " : "·");

interface ValueWords {
  yes: string;
  no: string;
  none: string;
  list: string;
}

const UNITS_ZH: Record<string, string> = { s: "秒", min: "分", h: "时", d: "天" };
const CLOCKS_ZH: Record<string, string> = { always: "全天", service: "服务时间", working: "工作时间" };

export function settingValue({ path, value }: Pick<SettingView, "path" | "value">, locale: Locale, words: ValueWords): string {
  if (Array.isArray(value))
    return value.length === 0
      ? words.none
      : value.map((each) => settingValue({ path, value: each }, locale, words)).join(words.list);
  if (value === null) return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number" || locale === "en") return String(value);
  const [, n, unit = ""] = /^(\d+) (s|min|h|d)$/.exec(value) ?? [];
  if (path.endsWith(".clock")) return CLOCKS_ZH[value] ?? value;
  return n === undefined ? value : `${n} ${UNITS_ZH[unit] ?? unit}`;
}
