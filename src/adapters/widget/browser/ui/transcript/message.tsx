import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { MessageActivity } from "../../line/types.js";
import { WORDS } from "../../words.js";
import { clock } from "../time.js";
import { shaped } from "./facts.js";
import { Files } from "./files.js";
import { Frame } from "./frame.js";
import { Nodes, useMarkdown } from "./markdown.js";
import type { GivenAnswer, Row } from "./rows.js";

/** What the desk said: a bubble, or a frame where it holds a ticket or controls. */
export function DeskMessage({ row, answers }: { row: Row & { kind: "desk" }; answers: Map<string, GivenAnswer> }): VNode {
  const { activity, named, at } = row;
  const { channelData } = activity;
  const framed = channelData?.ticket !== undefined || channelData?.card !== undefined;
  return (
    <article class={named ? "item desk" : "item desk on"}>
      {named && <Who activity={activity} at={at} />}
      {framed ? <Frame activity={activity} answers={answers} /> : activity.text !== "" && <Bubble activity={activity} />}
      <Files activity={activity} />
    </article>
  );
}

function Who({ activity, at }: { activity: MessageActivity; at: number }): VNode {
  const name = activity.from.name ?? "";
  const person = activity.from.id === "agent";
  return (
    <p class="who" lang={activity.locale}>
      <b class={person ? "person" : "bot"}>{person || name === "" ? name : WORDS[activity.locale].assistant(name)}</b>{" "}
      <time dateTime={activity.timestamp}>{clock(at)}</time>
    </p>
  );
}

function Bubble({ activity }: { activity: MessageActivity }): VNode {
  const render = useMarkdown();
  const nodes = useMemo(() => [...shaped(render(activity.text)).childNodes], [activity.text, render]);
  return (
    <div class={activity.channelData?.notice === true ? "privacy" : "bubble"} lang={activity.locale} dir="auto">
      <Nodes of={nodes} />
    </div>
  );
}
