const SEQ_MAX = 2_147_483_647;

/** Where a client says it has read to. Empty means "nothing yet": directlinejs sends that before its first activity. */
export function parseWatermark(raw: string | null): number | "absent" | "garbage" {
  if (raw === null) return "absent";
  if (raw === "") return 0;
  return /^\d{1,20}$/.test(raw) ? Math.min(Number(raw), SEQ_MAX) : "garbage";
}
