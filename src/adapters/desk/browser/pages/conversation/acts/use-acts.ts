import { useState } from "react";
import type { ConversationView, TicketView } from "../../../../../../application/desk-views.js";
import { useProblemWords } from "../../../api/problem-words.js";
import { useKeys } from "../../../keys/keys.js";
import { useMe } from "../../../session/session.js";
import { useAct } from "../../../work/use-act.js";
import { setWriting } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import type { Mode } from "../reply/use-reply.js";
import { focusReply } from "../reply/focus.js";
import { sayInRaceLine } from "../strip/race-line.js";
import { ACT_WORDS } from "./words.js";

export type DialogName = "assign" | "priority" | "resolution" | "cancel" | "acceptance" | "survey" | "visit" | "block" | "settle";

export interface Acts {
  /** What is open; null: nothing. */
  opened: DialogName | "why" | null;
  open: (name: DialogName | "why") => void;
  close: () => void;
  /** The reply box, for what is about to be written. */
  mode: (mode: Mode) => void;
  take: () => void;
  handback: () => void;
  unblock: () => void;
  busy: boolean;
  may: Record<
    | "take"
    | "handback"
    | "assign"
    | "priority"
    | "resolve"
    | "accept"
    | "survey"
    | "visit"
    | "cancel"
    | "write"
    | "block"
    | "unblock",
    boolean
  >;
}

/** What can be done with the ticket and its conversation, and the keys for it. */
export function useActs(setMode: (mode: Mode) => void): Acts {
  const t = useWords(ACT_WORDS);
  const { ticket, conversation } = useAtHand();
  const [opened, setOpened] = useState<Acts["opened"]>(null);
  const { take, handback, unblock, busy } = useHolding();
  const may = mayDo(ticket, { conversation, me: useMe() });
  const mode = (next: Mode): void => {
    setMode(next);
    setWriting("reply");
    focusReply();
  };
  const keys: [press: string, does: keyof typeof t.keys, may: boolean, run: () => void][] = [
    ["r", "reply", true, () => mode("reply")],
    ["u", "update", may.write, () => mode("update")],
    ["x", "move", may.write, () => mode("move")],
    ["m", "evidence", may.write, () => mode("evidence")],
    ["e", "result", may.resolve, () => setOpened("resolution")],
    ["a", "assign", may.assign, () => setOpened("assign")],
    ["p", "priority", may.priority, () => setOpened("priority")],
    ["i", "take", may.take, take],
    ["h", "handback", may.handback, handback],
    ["w", "why", true, () => setOpened("why")],
  ];
  useKeys(
    opened === null
      ? keys.filter(([, , allowed]) => allowed).map(([press, does, , run]) => ({ press, does: t.keys[does], run }))
      : [],
  );
  return { opened, open: setOpened, close: () => setOpened(null), mode, take, handback, unblock, busy, may };
}

interface Around {
  conversation: ConversationView | null;
  me: ReturnType<typeof useMe>;
}

function mayDo({ status, commitments, owner }: TicketView, { conversation, me }: Around): Acts["may"] {
  const serves = me.may("serve");
  const open = serves && (status === "open" || status === "waiting");
  const live = open || (serves && status === "resolved");
  const mine = conversation?.agent === me.id;
  const owes = (kind: string): boolean =>
    commitments.some((c) => c.kind === kind && (c.state === "owed" || c.state === "paused"));
  return {
    take: serves && conversation !== null && (!mine || (open && owner !== me.id)),
    handback: serves && mine,
    assign: live,
    priority: live,
    resolve: open,
    accept: serves && status === "resolved",
    survey: serves && owes("survey"),
    visit: serves && owes("return_visit"),
    cancel: live,
    write: open,
    block: serves && conversation !== null && conversation.blocked === null,
    unblock: serves && conversation !== null && conversation.blocked !== null,
  };
}

/** Taking over is a race that one wins: the other hears who did, and keeps what was typed. */
function useHolding(): Pick<Acts, "take" | "handback" | "unblock" | "busy"> {
  const t = useWords(ACT_WORDS);
  const me = useMe();
  const say = useProblemWords();
  const act = useAct();
  const { ticket, conversation, agents } = useAtHand();
  const post = async (what: string, path: string, body?: unknown): Promise<boolean> => {
    const answered = await act.run(path, body);
    if (!answered.ok)
      sayInRaceLine(
        answered.problem.code === "taken" ? say(answered.problem) : t.refused(what, say(answered.problem)),
        ticket.id,
      );
    return answered.ok;
  };
  const conversationPath = `/conversations/${ticket.conversationId}`;
  const take = async (): Promise<void> => {
    const mine = conversation?.agent === me.id;
    if (!mine && !(await post(t.take, `${conversationPath}/takeover`))) return;
    // What stands at the duty post is nobody's yet; what is a colleague's becomes mine only when I ask for that as well.
    const owner = agents.find(({ id }) => id === ticket.owner);
    const nobodys = owner === undefined || ("email" in owner && owner.email === null);
    if (ticket.owner !== me.id && (mine || nobodys))
      await post(t.assign, `/tickets/${ticket.id}/assign`, { owner: me.id, reason: t.takeReason });
  };
  return {
    take: () => void take(),
    handback: () => void post(t.handback, `${conversationPath}/handback`),
    unblock: () => void post(t.unblock, `${conversationPath}/unblock`),
    busy: act.busy,
  };
}
