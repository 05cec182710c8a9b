const ID = "reply-text";
export const REPLY_ID = ID;

/** Puts the cursor where the reply is written: at once, so that no key goes astray, or when a folded box has opened. */
export function focusReply(): void {
  const focus = (): void => document.getElementById(ID)?.focus();
  focus();
  requestAnimationFrame(() => requestAnimationFrame(focus));
}
