import { useEffect, useState } from "react";
import { query } from "../../../api/client.js";
import { useRead } from "../../../api/queries.js";
import type { List } from "../../../work/reads.js";
import { useWords } from "../../../words.js";
import { REPLY_WORDS } from "./words.js";

export interface Phrase {
  id: string;
  title: string;
  text: string;
}

export const PHRASES_ID = "reply-phrases";

export interface PhraseChoice {
  items: readonly Phrase[] | null;
  at: number;
  move: (by: number) => void;
}

/** Those that fit what stands after the "/", with the ticket filled in. `q` null: not asked for. */
export function usePhrases(ticketId: string, q: string | null): PhraseChoice {
  const found = useRead<List<Phrase>>(
    ["phrases", ticketId, q],
    q === null ? null : `/phrases${query({ ticketId, q: q.trim().slice(0, 100) })}`,
  );
  const [at, setAt] = useState(0);
  useEffect(() => setAt(0), [q]);
  const items = q === null ? [] : (found.data?.items ?? null);
  const count = items?.length ?? 0;
  return { items, at: Math.min(at, Math.max(0, count - 1)), move: (by) => count > 0 && setAt((at + by + count) % count) };
}

/** Above the text, as long as it begins with "/". */
export function PhraseList({ choice, take }: { choice: PhraseChoice; take: (phrase: Phrase) => void }) {
  const t = useWords(REPLY_WORDS);
  const { items, at } = choice;
  useEffect(() => document.getElementById(`${PHRASES_ID}-${at}`)?.scrollIntoView({ block: "nearest" }), [at]);
  if (items === null) return null;
  return (
    <div className="phrases">
      {items.length === 0 ? (
        <p className="none" role="status">
          {t.noPhrase}
        </p>
      ) : (
        <ul id={PHRASES_ID} role="listbox" aria-label={t.phrases}>
          {items.map((phrase, index) => (
            <li
              key={phrase.id}
              id={`${PHRASES_ID}-${index}`}
              role="option"
              aria-selected={index === at}
              // The cursor stays in the text.
              onMouseDown={(event) => {
                event.preventDefault();
                take(phrase);
              }}
            >
              <b>{phrase.title}</b>
              <span>{phrase.text.replace(/\s+/g, " ")}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="hint">{t.phraseHint}</p>
    </div>
  );
}
