/** `selected`: the number of the ticket in the address. */
export function QueuePane(_: { selected: string | null }) {
  return <section className="pane" />;
}
