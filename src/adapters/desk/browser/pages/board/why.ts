import { useWords, words } from "../../words.js";

interface Whys {
  /** By the rule's name, as `takeover`. */
  plain: Record<string, string>;
  /** `sla.P1.first_response` */
  sla: (of: string, what: string) => string;
  slaOf: Record<string, string>;
  slaWhat: Record<string, string>;
  /** `cadence.P1` */
  cadence: (of: string) => string;
}

const WHYS = words<Whys>(
  {
    plain: {
      handoff: "转人工时说好的",
      takeover: "接手时说好的",
      unseen: "说了没看到，改打电话",
      acceptance: "结果等验收",
      survey: "满意度调查",
      visit: "低分回访",
      "cadence.waiting": "等待中也要报进展",
    },
    sla: (of, what) => `${of}${what}`,
    slaOf: { outage: "宕机", complaint: "投诉" },
    slaWhat: { first_response: "首次答复时限", plan: "方案时限", investigation: "查明时限", solution: "解决时限" },
    cadence: (of) => `${of} 进展间隔`,
  },
  {
    plain: {
      handoff: "Promised at handoff",
      takeover: "Promised at takeover",
      unseen: "Said but unseen, so a call",
      acceptance: "Result awaits acceptance",
      survey: "Satisfaction survey",
      visit: "Visit after low scores",
      "cadence.waiting": "Updates while waiting too",
    },
    sla: (of, what) => `${of} ${what}`,
    slaOf: { outage: "Outage", complaint: "Complaint" },
    slaWhat: {
      first_response: "first response time",
      plan: "plan time",
      investigation: "investigation time",
      solution: "solution time",
    },
    cadence: (of) => `${of} update interval`,
  },
);

const CJK_END = /[\u4e00-\u9fff]$/;

/** Says the rule that made a commitment, `sla.P1.first_response` or `takeover`; an unknown one stands as it is. */
export function useWhy(): (why: string) => string {
  const t = useWords(WHYS);
  return (why) => {
    const plain = t.plain[why];
    if (plain !== undefined) return plain;
    const [rule, of = "", what = ""] = why.split(".");
    const named = t.slaOf[of] ?? of;
    if (rule === "sla" && t.slaWhat[what] !== undefined)
      return t.sla(CJK_END.test(named) || !/[\u4e00-\u9fff]/.test(t.slaWhat[what]) ? named : `${named} `, t.slaWhat[what]);
    if (rule === "cadence") return t.cadence(named);
    return why;
  };
}
