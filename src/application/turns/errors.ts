const WHY = {
  "desk.busy": "More waits to be stored than this instance may keep waiting; try again shortly.",
  "desk.contended": "Other instances keep changing this conversation at the same moment; try again shortly.",
  "desk.stopping": "This instance is stopping; try again at another.",
} as const;

/** Too much at once: nothing was stored, and the same post may come again (503). */
export class DeskBusy extends Error {
  readonly code: keyof typeof WHY;
  constructor(code: keyof typeof WHY) {
    super(WHY[code]);
    this.code = code;
  }
}

/** A conversation written by a newer version of the product: it is left to the newer instance, which a retry may reach. */
export class NewerState extends Error {
  readonly code = "state.newer";
  constructor(conversationId: string) {
    super(`Conversation ${conversationId} was written by a newer version of the product; try again at a newer instance.`);
  }
}
