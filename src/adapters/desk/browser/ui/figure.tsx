import type { Ink } from "./marks.js";
import { StateGlyph } from "./marks.js";
import "./figure.css";

/** A row of figures of one width. */
export function FigureRow({ children }: { children: React.ReactNode }) {
  return <div className="figures">{children}</div>;
}

/**
 * A figure with its name over it and what stands behind it under it. `ink`: the state it counts, with its glyph; `tone` colours the
 * figure itself; `of`: the whole that it is a part of. `link` makes it lead to what it counts.
 */
export function Figure(p: {
  name: string;
  value: React.ReactNode;
  of?: React.ReactNode;
  ink?: Ink;
  tone?: Ink | undefined;
  children?: React.ReactNode;
  link?: (inner: React.ReactNode) => React.ReactNode;
}) {
  const inner = (
    <>
      <span className={`name ${p.ink === undefined ? "" : `ink-${p.ink}`}`}>
        {p.ink === undefined ? null : <StateGlyph word={p.ink} />}
        {p.name}
      </span>
      <b className={p.tone === undefined ? "" : `ink-${p.tone}`}>
        {p.value}
        {p.of === undefined ? null : <small> {p.of}</small>}
      </b>
      <small className="under">{p.children}</small>
    </>
  );
  return <div className="box figure">{p.link === undefined ? inner : p.link(inner)}</div>;
}
