import { useEffect, useSyncExternalStore } from "react";
import { useKeys } from "../keys/keys.js";
import { useNow } from "../clock/now.js";
import { useWords, words } from "../words.js";
import "./toast.css";

const WORDS = words(
  { undo: "撤回", undoKey: "撤回刚才的操作", seconds: (n: number) => `${n} 秒` },
  { undo: "Undo", undoKey: "Undo what was just done", seconds: (n: number) => `${n} s` },
);

interface Toast {
  id: number;
  text: string;
  until: number;
  undo: (() => void) | null;
}

const SHOWN_MS = 5_000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

const remove = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/** What was done, for five seconds; with `undo` it can be taken back so long, by its button or `Z`. Errors stand where they concern. */
export function toast(text: string, undo: (() => void) | null = null): void {
  const id = nextId++;
  set([...toasts.slice(-2), { id, text, undo, until: Date.now() + SHOWN_MS }]);
  setTimeout(() => remove(id), SHOWN_MS);
}

/**
 * Does an act after five seconds unless it is taken back meanwhile, as assigning or another priority (design 3); it is done at once
 * when the page is left.
 */
export function doSoon(text: string, run: () => void): void {
  let open = true;
  const finish = (): void => {
    if (!open) return;
    open = false;
    window.removeEventListener("pagehide", finish);
    run();
  };
  const timer = setTimeout(finish, SHOWN_MS);
  window.addEventListener("pagehide", finish);
  toast(text, () => {
    open = false;
    clearTimeout(timer);
    window.removeEventListener("pagehide", finish);
  });
}

/** Mounted once, by the shell. */
export function Toasts() {
  const t = useWords(WORDS);
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  useNow(1_000);
  const last = shown.findLast(({ undo }) => undo !== null);
  const undo = (toast: Toast): void => {
    remove(toast.id);
    toast.undo?.();
  };
  useKeys(
    last === undefined
      ? []
      : ["z", "alt+z"].map((press) => ({ press, does: t.undoKey, inText: press !== "z", run: () => undo(last) })),
  );
  useEffect(() => () => set([]), []);
  return (
    <div className="toasts" role="status">
      {shown.map((toast) => (
        <div key={toast.id} className="toast">
          {toast.text}
          {toast.undo === null ? null : (
            <button type="button" onClick={() => undo(toast)}>
              {t.undo} <span className="nb">{t.seconds(Math.max(0, Math.ceil((toast.until - Date.now()) / 1_000)))}</span>
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
