const ID = "reply-text";
export const REPLY_ID = ID;

/** Puts the cursor where the reply is written, once it is there: a folded box opens first. */
export function focusReply(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(ID)?.focus()));
}
