/** `王**`, `V**`: enough to tell customers apart, too little to know one. */
export function maskedName({ name, company }: { name: string | null; company: string | null }): string {
  const shown = [name, company].map((part) => part?.trim() ?? "").filter((part) => part !== "");
  return shown.length === 0 ? "—" : shown.map((part) => `${[...part][0]}**`).join(" · ");
}
