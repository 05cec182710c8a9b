import { useMemo } from "react";
import { Link } from "wouter";
import type { ReportView } from "../../../../../application/reports/ports.js";
import { Chart } from "../../ui/chart.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { useShown } from "./address.js";
import { useListHref } from "./figure-link.js";
import { picturesOf, type Picture } from "./specs.js";
import { REPORT_WORDS } from "./words.js";

/** The period's charts, or their tables: the same figures either way. */
export function Charts({ report, asTable }: { report: ReportView; asTable: boolean }) {
  const t = useWords(REPORT_WORDS);
  const terms = useWords(TERMS);
  const pictures = useMemo(
    () =>
      picturesOf(report, {
        ...{ opened: t.opened, resolved: t.resolved, kept: t.kept, broken: t.broken, demands: t.demands, title: t.charts },
        category: (category) => (category === null ? terms.noCategory : terms.category[category]),
      }),
    [report, t, terms],
  );
  return (
    <div className="charts">
      {pictures.map((picture) => (
        <section key={picture.id} className="box">
          <h2>
            {picture.spec.title}
            <small>{asTable ? null : t.pick}</small>
          </h2>
          {asTable ? <AsTable picture={picture} /> : <AsChart picture={picture} />}
        </section>
      ))}
    </div>
  );
}

/** What a bar is called: 每天的诉求·11/23·登记. */
const placeName = ({ spec }: Picture, series: number, place: number): string =>
  [spec.title, spec.labels[place], spec.series[series]?.name].join("·");

function AsChart({ picture }: { picture: Picture }) {
  const t = useWords(REPORT_WORDS);
  const [shown, change] = useShown();
  const { spec, lists } = picture;
  const at = lists[0]?.findIndex((_, place) => lists.some((series) => series[place] === shown.list)) ?? -1;
  return (
    <Chart
      spec={spec}
      label={t.chartLabel(spec.title)}
      selected={at < 0 ? null : at}
      pick={(place, series) => change({ list: lists[series]?.[place] ?? null, of: placeName(picture, series, place) })}
    />
  );
}

function AsTable({ picture }: { picture: Picture }) {
  const href = useListHref();
  const { spec, lists } = picture;
  return (
    <table className="plain">
      <thead>
        <tr>
          <td />
          {spec.series.map(({ name }) => (
            <th key={name} scope="col" className="num">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {spec.labels.map((label, place) => (
          <tr key={`${label}-${place}`}>
            <th scope="row">{label}</th>
            {spec.series.map(({ name, values }, series) => (
              <td key={name} className="num">
                {values[place] ? (
                  <Link href={href(lists[series]?.[place] ?? "", placeName(picture, series, place))}>{values[place]}</Link>
                ) : (
                  <span className="t3">0</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
