import { useEffect, useId, useRef, useState } from "react";
import { useDebouncedValue } from "../../ui/controls.js";
import { IconSearch } from "../../ui/icons.js";
import { Empty, Failed } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { isAskable } from "./find.js";
import { AT_ONCE, useFound, type Found, type Option } from "./options.js";
import { SEARCH_WORDS } from "./words.js";
import "./search.css";

const TYPED_MS = 180;

/** One field over everything, with its results below; the field keeps the focus, arrows choose (combobox with listbox). */
export function Finder({ close }: { close: () => void }) {
  const t = useWords(SEARCH_WORDS);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  // The dialog looked for something to focus before this part of it was loaded.
  useEffect(() => field.current?.focus(), []);
  const [typed, setTyped] = useState("");
  // What an input method still composes is nothing to look for.
  const [composed, setComposed] = useState("");
  const [asked] = useDebouncedValue(composed, TYPED_MS);
  const found = useFound(composed, asked);
  const choice = useChoice(found.groups.flatMap(({ options }) => options));
  const idOf = (option: Option): string => `${list}-${option.id}`;
  const go = (option: Option | undefined): void => {
    if (option === undefined) return;
    close();
    void option.run();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const act = { ArrowDown: () => choice.step(1), ArrowUp: () => choice.step(-1), Enter: () => go(choice.chosen) }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="finder">
      <div className="field">
        <IconSearch size={18} aria-hidden />
        <input
          role="combobox"
          aria-label={t.field}
          aria-expanded={found.groups.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          {...(choice.chosen === undefined ? {} : { "aria-activedescendant": idOf(choice.chosen) })}
          placeholder={t.field}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          ref={field}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (!(event.nativeEvent as InputEvent).isComposing) setComposed(event.currentTarget.value);
          }}
          onCompositionEnd={(event) => setComposed(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <Results list={list} found={found} chosen={choice.chosen} idOf={idOf} go={go} />
      <Told found={found} q={composed.trim()} isAsked={asked === composed} />
      <Foot />
    </div>
  );
}

/** The option that Enter takes: the first until another is chosen; a new answer begins with its first again. */
function useChoice(options: readonly Option[]): { chosen: Option | undefined; step: (by: 1 | -1) => void } {
  const [id, setId] = useState<string | null>(null);
  const at = Math.max(
    0,
    options.findIndex((option) => option.id === id),
  );
  return {
    chosen: options[at],
    step: (by) => setId(options[(at + by + options.length) % Math.max(1, options.length)]?.id ?? null),
  };
}

const isMore = ({ page }: Found): boolean => page !== undefined && page.next !== null;

interface Shown {
  list: string;
  found: Found;
  chosen: Option | undefined;
  idOf: (option: Option) => string;
  go: (option: Option) => void;
}

function Results({ list, found, chosen, idOf, go }: Shown) {
  const t = useWords(SEARCH_WORDS);
  return (
    <div className="results" role="listbox" id={list} aria-label={t.results}>
      {found.groups.map(({ group, options }) => (
        <div key={group} role="group" aria-labelledby={`${list}-${group}`}>
          <div className="name meta t3" id={`${list}-${group}`}>
            {t.groups[group]}
            {group === "messages" && isMore(found) ? `·${t.newestOnly(AT_ONCE)}` : ""}
          </div>
          {options.map((option) => (
            <Line key={option.id} id={idOf(option)} option={option} selected={option === chosen} go={go} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface OneLine {
  id: string;
  option: Option;
  selected: boolean;
  go: (option: Option) => void;
}

function Line({ id, option, selected, go }: OneLine) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    // The field keeps the focus: keys are heard there.
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={selected}
      className="option"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => go(option)}
    >
      {option.view}
    </div>
  );
}

/** What came of it, in words: nothing, an error, or how much, for those who cannot see the list. */
function Told({ found, q, isAsked }: { found: Found; q: string; isAsked: boolean }) {
  const t = useWords(SEARCH_WORDS);
  if (q === "") return null;
  if (!isAskable(q)) return found.groups.length === 0 ? <p className="short small t2">{t.tooShort}</p> : null;
  if (found.error !== null && found.page === undefined) return <Failed error={found.error} again={found.again} />;
  if (found.page === undefined || !isAsked) return null;
  const { tickets, customers, items } = found.page;
  return (
    <>
      <p className="sr" role="status">
        {tickets.length + customers.length + items.length === 0
          ? t.nothing(q)
          : t.found(tickets.length, customers.length, items.length)}
      </p>
      {found.groups.length > 0 ? null : (
        <Empty icon={<IconSearch size={32} aria-hidden />} title={t.nothing(q)}>
          <p className="small">{t.lookedIn}</p>
        </Empty>
      )}
    </>
  );
}

function Foot() {
  const t = useWords(SEARCH_WORDS);
  return (
    <p className="foot meta t3">
      <span>{t.hint}</span>
      <span className="nb">
        <kbd>↑</kbd> <kbd>↓</kbd> {t.keys.move}
      </span>
      <span className="nb">
        <kbd>Enter</kbd> {t.keys.go}
      </span>
      <span className="nb">
        <kbd>Esc</kbd> {t.keys.close}
      </span>
    </p>
  );
}
