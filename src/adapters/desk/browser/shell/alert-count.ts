import { useRead } from "../api/queries.js";

/** Alerts that the one signed in has not seen. */
export const useAlertCount = (): number =>
  useRead<{ counts: { unseen: number } | null }>(["alerts", "count"], "/alerts?seen=false&limit=1").data?.counts?.unseen ?? 0;
