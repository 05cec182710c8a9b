import type { Signal } from "@preact/signals";
import { checkFiles } from "../../files/files.js";
import type { App } from "../app.js";

/** Takes what was chosen, pasted or dropped. */
export type Choose = (files: File[]) => void;

const NO_LIMITS = { bytesMost: Infinity, countMost: Infinity, types: [] };

/** Adds files to the message being written; what the desk would not take is told at once, with its name. */
export function makeChoose(app: App, picked: Signal<File[]>): Choose {
  return (files) => {
    if (files.length === 0) return;
    const limits = app.desk.peek()?.files ?? NO_LIMITS;
    const had = picked.peek();
    const { good, bad } = checkFiles(files, { ...limits, countMost: limits.countMost - had.length }, app.locale.peek());
    picked.value = [...had, ...good];
    const lines = bad.map(({ name, sentence }) => (bad.length === 1 ? sentence : `${name}: ${sentence}`));
    app.notice.value = lines.length === 0 ? null : { kind: "fault", lines };
    app.focus.composer();
  };
}
