import { useQuery } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { SearchPage } from "../../../../../application/search.js";
import type { TicketView } from "../../../../../application/desk-views.js";
import { query } from "../../api/client.js";
import { read } from "../../api/queries.js";
import { KeyCap } from "../../shell/key-list.js";
import type { List } from "../../work/reads.js";
import { useWords } from "../../words.js";
import { useCommands } from "./commands.js";
import { isAskable, isNamed, numberIn } from "./find.js";
import { CustomerLine, MessageLine, TicketLine } from "./lines.js";
import { SEARCH_WORDS } from "./words.js";

export type Group = "open" | "tickets" | "customers" | "messages" | "commands";

export interface Option {
  id: string;
  run: () => unknown;
  view: React.ReactNode;
}

export interface Found {
  groups: { group: Group; options: Option[] }[];
  /** The answer of the server, once there is one for what is typed. */
  page: SearchPage | undefined;
  error: unknown;
  again: () => void;
}

export const AT_ONCE = 20;

/** What the server finds; `q` is what was typed a moment ago. */
const useHits = (q: string) =>
  useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => read<SearchPage>(`/search${query({ q, limit: AT_ONCE })}`, signal),
    enabled: isAskable(q),
    // Whoever types on sees what was found until there is more.
    placeholderData: (before) => (isAskable(q) ? before : undefined),
    refetchInterval: false,
  });

/** `typed`: as the field has it; `asked`: as the server is asked. */
export function useFound(typed: string, asked: string): Found {
  const t = useWords(SEARCH_WORDS);
  const [, go] = useLocation();
  const commands = useCommands().filter(({ names }) => typed.trim() === "" || isNamed(typed, names));
  const { data, error, refetch } = useHits(asked.trim());
  const page = isAskable(typed) ? data : undefined;
  const number = numberIn(typed);
  const groups: Found["groups"] = [
    {
      group: "open",
      options: number === null ? [] : [{ id: "open", run: () => go(`/tickets/${number}`), view: <b>{t.open(number)}</b> }],
    },
    {
      group: "tickets",
      options: (page?.tickets ?? [])
        .filter((hit) => hit.number !== number)
        .map((hit) => ({ id: hit.id, run: () => go(`/tickets/${hit.number}`), view: <TicketLine hit={hit} /> })),
    },
    {
      group: "customers",
      options: (page?.customers ?? []).map((hit) => ({
        id: hit.id,
        run: () => go(`/customers/${hit.id}`),
        view: <CustomerLine hit={hit} />,
      })),
    },
    {
      group: "commands",
      options: commands.map(({ id, text, press, run }) => ({
        id,
        run,
        view: (
          <>
            <span>{text}</span>
            {press === null ? null : <KeyCap press={press} />}
          </>
        ),
      })),
    },
    {
      group: "messages",
      options: (page?.items ?? []).map((hit) => ({
        id: hit.id,
        run: async () => go(await placeOf(hit)),
        view: <MessageLine hit={hit} />,
      })),
    },
  ];
  return { groups: groups.filter(({ options }) => options.length > 0), page, error, again: () => void refetch() };
}

/** Where a message is read: at its ticket or, said outside one, at the newest of its conversation, else with its customer. */
async function placeOf({ ticketId, conversationId, customer }: SearchPage["items"][number]): Promise<string> {
  const of = ticketId === null ? `/tickets${query({ conversationId, limit: 1 })}` : `/tickets/${ticketId}`;
  try {
    const found = await read<TicketView | List<TicketView>>(of);
    const ticket = "items" in found ? found.items[0] : found;
    if (ticket !== undefined) return `/tickets/${ticket.number}`;
  } catch {
    // Not to be had just now: the page of the address says why.
  }
  return ticketId !== null ? `/tickets/${ticketId}` : customer === null ? "/" : `/customers/${customer.id}`;
}
