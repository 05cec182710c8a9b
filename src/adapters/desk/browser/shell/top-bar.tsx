import { useState } from "react";
import { Link } from "wouter";
import { useRead } from "../api/queries.js";
import { useKeys } from "../keys/keys.js";
import { COMPANY } from "../page-facts.js";
import { SearchDialog } from "../pages/search/search.js";
import { IconSearch } from "../ui/icons.js";
import { StateGlyph } from "../ui/marks.js";
import { useWords } from "../words.js";
import { Clock } from "./clock.js";
import { MeMenu } from "./me-menu.js";
import { SHELL_WORDS } from "./words.js";

/** Search, what we owe, desk time, oneself. */
export function TopBar({ openKeys }: { openKeys: () => void }) {
  const t = useWords(SHELL_WORDS);
  const [searching, setSearching] = useState(false);
  useKeys([{ press: "ctrl+k", does: t.searchKey, inText: true, run: () => setSearching(true) }]);
  return (
    <header className="top">
      <span className="mark" aria-hidden="true">
        <i>{[...COMPANY][0]?.toUpperCase()}</i>
      </span>
      <button type="button" className="find" onClick={() => setSearching(true)}>
        <IconSearch size={16} aria-hidden />
        <span>{t.search}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span className="spread" />
      <Meter />
      <Clock />
      <MeMenu openKeys={openKeys} />
      <SearchDialog opened={searching} close={() => setSearching(false)} />
    </header>
  );
}

interface MeterView {
  overdue: number;
  soon: number;
  hours: number;
  keptToday: number;
  brokenToday: number;
}

/** Commitments, not tickets; each figure leads to its part of the board. */
function Meter() {
  const t = useWords(SHELL_WORDS);
  const { data } = useRead<MeterView>(["meter"], "/meter");
  if (data === undefined) return null;
  const { overdue, soon, hours } = data;
  const parts = [
    { word: "overdue", n: overdue, text: t.overdue(overdue) },
    { word: "due_soon", n: soon, text: t.soon(soon) },
    { word: "owed", n: hours, text: t.hours(hours) },
  ] as const;
  return (
    <div className="meter">
      <span className="label">{t.weOwe}</span>
      {parts.every(({ n }) => n === 0) ? <span className="state ink-calm">{t.nothingOwed}</span> : null}
      {parts
        .filter(({ n }) => n > 0)
        .map(({ word, text }) => (
          <Link key={word} href="/board" className={`state ink-${word}`}>
            <StateGlyph word={word} />
            {text}
          </Link>
        ))}
    </div>
  );
}
