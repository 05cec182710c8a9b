/** Why a reply is not sent at the first press: each is asked once, and the answer stands until it is sent. */
export type Ask =
  | { ask: "which_ticket" }
  | { ask: "held_by"; name: string }
  | { ask: "writing"; name: string }
  | { ask: "to_colleague"; name: string };

interface Sending {
  text: string;
  /** Open tickets of the conversation, and the one that was chosen for the reply. */
  openTickets: readonly string[];
  ticketId: string | null;
  /** Who holds the conversation, unless it is the assistant or oneself. */
  holder: string | null;
  /** Who writes in it just now. */
  writing: readonly string[];
  colleagues: readonly string[];
}

/** The first thing to be asked that was not answered yet; null: it goes. */
export function firstAsk(sending: Sending, answered: readonly Ask["ask"][]): Ask | null {
  const asks: (Ask | null)[] = [
    sending.openTickets.length > 1 && sending.ticketId === null ? { ask: "which_ticket" } : null,
    sending.holder === null ? null : { ask: "held_by", name: sending.holder },
    sending.writing[0] === undefined ? null : { ask: "writing", name: sending.writing[0] },
    toColleague(sending),
  ];
  return asks.find((one) => one !== null && !answered.includes(one.ask)) ?? null;
}

/** A colleague called by "@" is called in a note: this looks like one that came into the wrong box. */
function toColleague({ text, colleagues }: Sending): Ask | null {
  const name = colleagues.find((each) => text.includes(`@${each}`) || text.includes(`＠${each}`));
  return name === undefined ? null : { ask: "to_colleague", name };
}
