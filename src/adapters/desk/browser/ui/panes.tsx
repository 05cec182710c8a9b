import { Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconWifiOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Problem } from "../api/client.js";
import { problemOf } from "../api/queries.js";
import { useProblemWords } from "../api/problem-words.js";
import { useWords, words } from "../words.js";
import { Button } from "./controls.js";
import "./panes.css";

const WORDS = words(
  {
    waited: (seconds: number) => `已等 ${seconds} 秒`,
    again: "再试一次",
    copy: "复制诊断信息",
    copied: "已复制",
    code: (code: string) => `代码 ${code}`,
  },
  {
    waited: (seconds: number) => `Waiting for ${seconds} s`,
    again: "Try again",
    copy: "Copy details",
    copied: "Copied",
    code: (code: string) => `Code ${code}`,
  },
);

/** Says what the emptiness means and what happens next; no joke, no picture. */
export function Empty(p: {
  icon?: React.ReactNode;
  tone?: "good" | "bad";
  title: string;
  /** Nothing else stands on the page: it has its heading here. */
  alone?: boolean;
  children?: React.ReactNode;
  acts?: React.ReactNode;
}) {
  const Title = p.alone === true ? "h1" : "h2";
  return (
    <div className="empty">
      {p.icon === undefined ? null : <span className={`ink ${p.tone ?? ""}`}>{p.icon}</span>}
      <Title>{p.title}</Title>
      {p.children}
      {p.acts === undefined ? null : <div className="acts">{p.acts}</div>}
    </div>
  );
}

/** Milliseconds since it was shown, in steps. */
function useWaited(): number {
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setWaited(performance.now() - began), 250);
    return () => clearInterval(timer);
  }, []);
  return waited;
}

/** Nothing before 300 ms, then the final shape; after two seconds how long one has waited. */
export function Waiting({ rows = 3 }: { rows?: number }) {
  const t = useWords(WORDS);
  const waited = useWaited();
  if (waited < 300) return null;
  return (
    <div className="waiting" aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="row" aria-hidden="true">
          <Skeleton height={32} animate={false} />
          <Skeleton height={12} animate={false} />
          <Skeleton height={12} width="70%" animate={false} />
        </div>
      ))}
      {waited < 2_000 ? null : (
        <p className="meta t3" role="status">
          {t.waited(Math.floor(waited / 1_000))}
        </p>
      )}
    </div>
  );
}

/** A read that failed, in the pane it concerns. */
export function Failed({ error, again }: { error: unknown; again: () => void }) {
  const t = useWords(WORDS);
  const say = useProblemWords();
  const [copied, setCopied] = useState(false);
  const problem = problemOf(error);
  const details = JSON.stringify({ ...problem, at: new Date().toISOString(), page: location.pathname });
  const copy = (): void => void navigator.clipboard?.writeText(details).then(() => setCopied(true));
  return (
    <div role="alert">
      <Empty
        icon={problem.status === 0 ? <IconWifiOff size={32} aria-hidden /> : <IconAlertTriangle size={32} aria-hidden />}
        tone="bad"
        title={say(problem)}
        acts={
          <>
            <Button variant="filled" onClick={again}>
              {t.again}
            </Button>
            <Button onClick={copy}>{copied ? t.copied : t.copy}</Button>
          </>
        }
      >
        <p className="meta t3">{t.code(problem.code)}</p>
      </Empty>
    </div>
  );
}

/** A refused act, beside the field or button it concerns; null: nothing was refused. */
export function ProblemLine({ problem, say: own }: { problem: Problem | null; say?: (problem: Problem) => string }) {
  const usual = useProblemWords();
  const say = own ?? usual;
  return (
    <div role="alert">
      {problem === null ? null : (
        <p className="problem">
          <IconAlertTriangle size={16} aria-hidden />
          {say(problem)}
        </p>
      )}
    </div>
  );
}

/** A read as it stands: waiting, failed, or what `children` makes of it. What is shown stays while it is asked anew. */
export function Reading<T>(p: {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  rows?: number;
  children: (data: T) => React.ReactNode;
}) {
  const { data, error, refetch } = p.query;
  if (data !== undefined) return p.children(data);
  return error === null ? <Waiting rows={p.rows ?? 3} /> : <Failed error={error} again={() => void refetch()} />;
}
