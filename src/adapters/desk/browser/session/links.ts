/** The secret of a one-time link, taken out of the address at once so that it stays in no history. */
export type OneTimeLink = { kind: "welcome" | "invite"; secret: string } | null;

function take(): OneTimeLink {
  const found = /^#(welcome|invite)=([\w-]+)/.exec(location.hash);
  if (found === null) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return { kind: found[1] as "welcome" | "invite", secret: found[2]! };
}

export const oneTimeLink: OneTimeLink = take();
