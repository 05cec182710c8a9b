/** `ticketRef`: T-000123; null: none is chosen. */
export function SidePane(_: { ticketRef: string | null }) {
  return <aside className="pane" />;
}
