import { Link } from "wouter";
import type { Figure } from "../../../../../application/reports/ports.js";
import { useSayTime } from "../../clock/say-time.js";
import { useWords } from "../../words.js";
import { useShown } from "./address.js";
import { searchOf } from "./address-of.js";
import { sayWorth, type Unit } from "./say-figure.js";
import { REPORT_WORDS } from "./words.js";

export function useSayFigure(): (figure: Pick<Figure, "value" | "n">, unit: Unit) => string {
  const t = useWords(REPORT_WORDS);
  const { span } = useSayTime();
  return (figure, unit) => sayWorth(figure, unit, { none: "—", few: t.few, span });
}

/** Where the rows behind a figure are listed, on this page. */
export function useListHref(): (list: string, of: string) => string {
  const [shown] = useShown();
  return (list, of) => `/reports${searchOf(shown, { list, of })}`;
}

/** A figure of a table; what counts something leads to it. */
export function Cell({ figure, unit, of }: { figure: Figure; unit: Unit; of: string }) {
  const say = useSayFigure();
  const href = useListHref();
  const text = say(figure, unit);
  return (
    <td className="num">
      {figure.n === 0 ? (
        <span className="t3">{text}</span>
      ) : (
        <Link href={href(figure.tickets, of)} title={`n = ${figure.n}`}>
          {text}
        </Link>
      )}
    </td>
  );
}
