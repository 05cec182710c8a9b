/** `ticketRef`: T-000123; null: none is chosen. */
export function ConversationPane(_: { ticketRef: string | null }) {
  return <section className="pane" />;
}
