import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { MessageActivity, TicketView } from "../../line/types.js";
import { WORDS } from "../../words.js";
import type { Words } from "../../words.js";
import { useApp } from "../app.js";
import { Icon } from "../icons.js";
import type { IconName } from "../icons.js";
import { clock } from "../time.js";
import { Controls } from "./controls.js";
import { partsOf, shaped } from "./facts.js";
import { Nodes, useMarkdown } from "./markdown.js";
import type { GivenAnswer } from "./rows.js";

/** A ticket, or something to be answered: its facts in columns, its promise set off, its controls below until it is answered. */
export function Frame({ activity, answers }: { activity: MessageActivity; answers: Map<string, GivenAnswer> }): VNode {
  const { ticket, card, askId } = activity.channelData ?? {};
  const render = useMarkdown();
  const parts = useMemo(
    () => partsOf(shaped(render(activity.text)), ticket?.number ?? null),
    [activity.text, render, ticket?.number],
  );
  return (
    <section class={ticket === undefined ? "frame asks" : "frame"} lang={activity.locale} dir="auto">
      {ticket !== undefined && <TicketHead ticket={ticket} words={WORDS[activity.locale]} />}
      <Nodes of={parts.lead} />
      {parts.due !== null && (
        <div class="due">
          <Icon name="clock" />
          <p>
            <Nodes as="b" of={parts.due.first} />
            <Nodes as="small" of={parts.due.more} />
          </p>
        </div>
      )}
      <Nodes of={parts.rest} />
      {card !== undefined && askId !== undefined && <Answerable activity={activity} askId={askId} given={answers.get(askId)} />}
    </section>
  );
}

const STATES: Record<TicketView["status"], { icon: IconName; tone: string; solid?: boolean }> = {
  open: { icon: "clock", tone: "owed" },
  waiting: { icon: "paused", tone: "paused" },
  resolved: { icon: "clock", tone: "owed" },
  closed: { icon: "kept", tone: "kept", solid: true },
  cancelled: { icon: "ended", tone: "calm" },
  merged: { icon: "merged", tone: "calm" },
};

function TicketHead({ ticket, words: w }: { ticket: TicketView; words: Words }): VNode {
  const { icon, tone, solid = false } = STATES[ticket.status];
  return (
    <>
      <h3>
        {w.ticket(ticket.number)}
        <span class={`state ${tone}`}>
          <Icon name={icon} solid={solid} />
          {ticket.statusWord}
        </span>
      </h3>
      <ol class="steps" aria-label={w.stages}>
        {ticket.stages.map((stage, index) => (
          <li key={stage} class={stageClass(index, ticket)} aria-current={index === ticket.stage ? "step" : undefined}>
            {stage}
            {index < ticket.stage && <span class="unseen">{w.stageDone}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

function stageClass(index: number, { stage }: TicketView): string {
  if (index === stage) return "now";
  return index < stage ? "done" : "";
}

interface AnswerableProps {
  activity: MessageActivity;
  askId: string;
  given: GivenAnswer | undefined;
}

/** The controls, or in their place how and when they were answered. */
function Answerable({ activity, askId, given }: AnswerableProps): VNode {
  const { line } = useApp();
  const w = WORDS[activity.locale];
  if (given !== undefined)
    return (
      <p class="answered">
        {given.at === null ? <Icon name="clock" /> : <Icon name="kept" solid />}
        <span>
          {given.form ? w.youWrote(given.text) : w.youChose(given.text)} {given.at === null ? "" : clock(given.at)}
        </span>
      </p>
    );
  if (line.closed.value.has(askId)) return <p class="answered gone">{w.askClosed}</p>;
  return <Controls activity={activity} />;
}
