import type { BoardRow, QueueCustomer } from "../../../../../application/desk-pages.js";
import { useWords } from "../../words.js";
import { useDuty } from "../people/teams.js";
import { BOARD_WORDS } from "./words.js";

export interface Whom {
  /** The person, or what stands in for a name. */
  name: string;
  /** With the company: 王芳·远航贸易. */
  full: string;
}

/** How customers and those who owe are called on the board. */
export function useWhom(): {
  whom: (customer: QueueCustomer | null) => Whom;
  who: (row: BoardRow) => { name: string; kind: "person" | "bot" | "nobody" };
} {
  const t = useWords(BOARD_WORDS);
  const atDuty = useDuty();
  return {
    whom: (customer) => {
      const name = customer?.name ?? customer?.company ?? customer?.number ?? t.noName;
      const company = customer === null || customer.name === null ? null : customer.company;
      return { name, full: company === null ? name : `${name}·${company}` };
    },
    who: ({ commitment, owedByName }) => {
      if (commitment.owedBy === "bot") return { name: t.bot, kind: "bot" };
      if (owedByName === null || atDuty(commitment.owedBy)) return { name: t.unassigned, kind: "nobody" };
      return { name: owedByName, kind: "person" };
    },
  };
}
