import { useId, useState } from "react";
import { flushSync } from "react-dom";
import { Face } from "../../../ui/marks.js";
import { useWords } from "../../../words.js";
import { useAgents } from "../../../work/reads.js";
import { SIDE_WORDS } from "../words.js";
import { callAt, meant, withName, type Call } from "./mention.js";

export interface Calling {
  id: string;
  /** Empty: nobody is being called. */
  offered: string[];
  chosen: number;
  /** The caret or the text moved. */
  moved: () => void;
  press: (key: "ArrowDown" | "ArrowUp" | "Enter" | "Tab" | "Escape") => void;
  take: (name: string) => void;
  /** What ties the field to its list for a screen reader. */
  field: Record<string, string | undefined>;
}

const OFFERED_MOST = 6;
const PINYIN = new Intl.Collator("zh-CN-u-co-pinyin");

interface In {
  text: string;
  setText: (text: string) => void;
  area: React.RefObject<HTMLTextAreaElement | null>;
}

/** `@` in a note offers colleagues by name. */
export function useCalling({ text, setText, area }: In): Calling {
  const id = useId();
  const agents = useAgents().data?.items ?? [];
  const [call, setCall] = useState<Call | null>(null);
  const [chosen, setChosen] = useState(0);
  const names = agents.filter(({ disabled }) => !disabled).map(({ name }) => name);
  const offered = call === null ? [] : meant(names.sort(PINYIN.compare), call.typed).slice(0, OFFERED_MOST);
  const at = Math.min(chosen, Math.max(0, offered.length - 1));
  const take = (name: string): void => {
    if (call === null) return;
    const next = withName(text, call, name);
    // Drawn at once: who types on meanwhile must find the caret behind the name.
    flushSync(() => {
      setText(next.text);
      setCall(null);
    });
    area.current?.focus();
    area.current?.setSelectionRange(next.caret, next.caret);
  };
  const moved = (): void => {
    const field = area.current;
    const next = field === null ? null : callAt(field.value, field.selectionStart);
    if (next?.at !== call?.at || next?.typed !== call?.typed) setChosen(0);
    setCall(next);
  };
  const press: Calling["press"] = (key) => {
    if (key === "Escape") return setCall(null);
    if (key === "ArrowDown" || key === "ArrowUp")
      return setChosen((at + (key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    const name = offered[at];
    if (name !== undefined) take(name);
  };
  const field =
    offered.length === 0 ? {} : { "aria-controls": id, "aria-activedescendant": `${id}-${at}`, "aria-autocomplete": "list" };
  return { id, offered, chosen: at, moved, press, take, field };
}

export function Colleagues({ calling: { id, offered, chosen, take } }: { calling: Calling }) {
  const t = useWords(SIDE_WORDS);
  if (offered.length === 0) return null;
  return (
    <ul className="colleagues" role="listbox" id={id} aria-label={t.colleagues}>
      {offered.map((name, index) => (
        <li
          key={name}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // Before the field loses its caret.
          onMouseDown={(event) => {
            event.preventDefault();
            take(name);
          }}
        >
          <Face name={name} silent /> {name}
        </li>
      ))}
    </ul>
  );
}
