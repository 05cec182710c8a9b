import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** True once this has stood for `ms`. */
export function useAfter(ms: number): boolean {
  const passed = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (passed.value = true), ms);
    return () => clearTimeout(timer);
  }, []);
  return passed.value;
}
