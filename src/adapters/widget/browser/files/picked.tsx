import type { VNode } from "preact";
import type { Locale } from "../words.js";

/** The chosen files before they are sent. */
export function Picked(_: { files: readonly File[]; onRemove: (file: File) => void; locale: Locale }): VNode | null {
  return null;
}
