import { useEffect, useRef, useState } from "react";
import { ask } from "../../../api/client.js";
import { useLive } from "../../../api/live.js";

const SHOWN_MS = 6_000;
const TOLD_EVERY_MS = 3_000;

/** Whether the customer writes just now. */
export function useCustomerTyping(conversationId: string): boolean {
  const [until, setUntil] = useState(0);
  useLive((event) => {
    if (!("conversationId" in event) || event.conversationId !== conversationId) return;
    if (event.kind === "typing") setUntil(Date.now() + SHOWN_MS);
    else if (event.kind === "said") setUntil(0);
  });
  useEffect(() => {
    if (until === 0) return;
    const timer = setTimeout(() => setUntil(0), until - Date.now());
    return () => clearTimeout(timer);
  }, [until]);
  return until > 0;
}

/** To be called at each key: the customer sees that somebody writes. */
export function useTellTyping(conversationId: string): () => void {
  const last = useRef(0);
  return () => {
    if (Date.now() - last.current < TOLD_EVERY_MS) return;
    last.current = Date.now();
    void ask({ method: "POST", path: `/conversations/${conversationId}/typing`, body: {} });
  };
}
