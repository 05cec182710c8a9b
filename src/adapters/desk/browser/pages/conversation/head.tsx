import { Link } from "wouter";
import type { Presence } from "../../../../../application/live.js";
import { useMe } from "../../session/session.js";
import { Button } from "../../ui/controls.js";
import { Face, PriorityBadge } from "../../ui/marks.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { ACT_WORDS } from "./acts/words.js";
import { MoreMenu } from "./acts/more-menu.js";
import type { Acts } from "./acts/use-acts.js";
import { useAtHand } from "./at-hand.js";
import { PANE_WORDS } from "./words.js";

/** Who it is, what it is, who else is here, and what is done about it most often. */
export function Head({ others, acts }: { others: readonly Presence[]; acts: Acts }) {
  const t = useWords(PANE_WORDS);
  const a = useWords(ACT_WORDS);
  const terms = useWords(TERMS);
  const { ticket, conversation, customer, customerName } = useAtHand();
  const title =
    customer !== null && customer.name !== null && customer.company !== null
      ? t.named(customer.name, customer.company)
      : customerName;
  const category = ticket.category === null ? terms.noCategory : terms.category[ticket.category];
  const channel = conversation === null ? "" : terms.channel[conversation.channel];
  return (
    <header className="conv-head">
      <h2 title={title}>{title}</h2>
      <button
        type="button"
        className="priority-act"
        aria-label={`${a.priority} ${terms.priority[ticket.priority]}`}
        onClick={() => acts.open("priority")}
        disabled={!acts.may.priority}
      >
        <PriorityBadge priority={ticket.priority} />
      </button>
      <span className="meta-line">
        <Link href={`/tickets/${ticket.number}/history`} className="t3">
          {ticket.number}
        </Link>
        {t.channelOf("", channel, category)}
      </span>
      <Here others={others} />
      {acts.may.take ? (
        <Button
          variant={conversation?.holder === "bot" ? "filled" : "default"}
          loading={acts.busy}
          onClick={acts.take}
          rightSection={<kbd>I</kbd>}
        >
          {a.take}
        </Button>
      ) : null}
      {acts.may.assign ? (
        <Button variant="subtle" onClick={() => acts.open("assign")} rightSection={<kbd>A</kbd>}>
          {a.assign}
        </Button>
      ) : null}
      {acts.may.resolve ? (
        <Button onClick={() => acts.open("resolution")} rightSection={<kbd>E</kbd>}>
          {a.result}
        </Button>
      ) : null}
      <MoreMenu acts={acts} />
    </header>
  );
}

/** Colleagues with this ticket open; else who holds the conversation, unless it is oneself. */
function Here({ others }: { others: readonly Presence[] }) {
  const t = useWords(PANE_WORDS);
  const me = useMe();
  const { conversation } = useAtHand();
  const writes = others.find(({ state }) => state === "writing");
  const first = writes ?? others[0];
  const holder = conversation?.agent !== null && conversation?.agent !== me.id ? (conversation?.agentName ?? null) : null;
  const blocked = conversation?.blocked ?? null;
  return (
    <span className="here" role="status">
      {others.slice(0, 3).map(({ agent, name }) => (
        <Face key={agent} name={name} silent />
      ))}
      {first === undefined ? (
        blocked !== null ? (
          <span title={blocked.reason}>{t.blocked(blocked.byName)}</span>
        ) : holder === null ? null : (
          <span>{t.holder(holder)}</span>
        )
      ) : (
        <span>{writes === undefined ? t.viewing(first.name) : t.writing(first.name)}</span>
      )}
    </span>
  );
}
