import { useSearchParams } from "wouter";
import { searchOf, shownBy, type Shown } from "./address-of.js";

export function useShown(): [shown: Shown, change: (change: Partial<Shown>) => void] {
  const [params, setParams] = useSearchParams();
  const shown = shownBy(params);
  return [shown, (change) => setParams(new URLSearchParams(searchOf(shown, change)))];
}
