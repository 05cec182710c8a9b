import type { Category, Locale, Priority } from "../../domain/words.js";

/** Which tickets are shown in a channel of the desk's own; null: any. The first rule that fits holds. */
export interface TriageRule {
  channel: string;
  team: string | null;
  category: Category | null;
  priority: Priority[] | null;
  /** The card's language; null: the desk's own. */
  locale: Locale | null;
}

type Ticket = { team: string; category: Category | null; priority: Priority };

/** Null: no rule fits, the ticket is shown on the desk alone. */
export const ruleOf = (rules: readonly TriageRule[], { team, category, priority }: Ticket): TriageRule | null =>
  rules.find(
    (rule) =>
      (rule.team === null || rule.team === team) &&
      (rule.category === null || rule.category === category) &&
      (rule.priority === null || rule.priority.includes(priority)),
  ) ?? null;
