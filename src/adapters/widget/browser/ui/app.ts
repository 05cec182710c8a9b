import { computed, effect, signal } from "@preact/signals";
import type { ReadonlySignal, Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Answered, Line } from "../line/types.js";
import type { PanelHost, PanelOptions } from "../options.js";
import { WORDS } from "../words.js";
import type { Locale, Words } from "../words.js";
import { fetchDesk } from "./desk.js";
import type { Desk } from "./desk.js";
import { followLanguage } from "./language.js";
import { watchConnection } from "./connection.js";
import type { ShownConnection } from "./connection.js";

/** A line above the composer: what went wrong with what was about to be sent, or the link for another device. */
export type Notice = { kind: "fault" | "length"; lines: string[] } | { kind: "link"; url: string; expiresAt: string };

/** What the components share. */
export interface App {
  options: PanelOptions;
  host: PanelHost;
  line: Line;
  locale: ReadonlySignal<Locale>;
  words: ReadonlySignal<Words>;
  desk: ReadonlySignal<Desk | null>;
  connection: ReadonlySignal<ShownConnection>;
  open: Signal<boolean>;
  notice: Signal<Notice | null>;
  /** The desk's clock, milliseconds; ticks often enough for minutes. */
  now: ReadonlySignal<number>;
  /** Has the customer said anything in this conversation? */
  spoken: ReadonlySignal<boolean>;
  /** Own messages that are not stored yet. */
  waiting: ReadonlySignal<number>;
  /** Counts what the customer said here: the transcript then shows its end, wherever the reader was. */
  said: ReadonlySignal<number>;
  /** Set while something is open that Esc closes first. */
  escape: { handler: (() => void) | null };
  /** Puts the focus where the customer writes. */
  focus: { composer: () => void };
  say(text: string, more?: { value?: Answered; files?: File[] }): void;
  changeLanguage(): void;
  dispose(): void;
}

const TICK_MS = 15_000;
const DESK_ASKED_MS = 5 * 60_000;

export function makeApp(options: PanelOptions, host: PanelHost, line: Line): App {
  const language = followLanguage(line, options.locale);
  const connection = watchConnection(line.connection);
  const open = signal(options.mode === "page");
  const desk = signal<Desk | null>(null);
  const time = signal(Date.now());
  const said = signal(0);
  const tick = setInterval(() => (time.value = Date.now()), TICK_MS);
  const askDesk = (): void => void fetchDesk(options.base).then((answer) => (desk.value = answer ?? desk.value));
  const ask = setInterval(() => open.value && !document.hidden && askDesk(), DESK_ASKED_MS);
  const stopAsking = effect(() => {
    if (open.value || desk.peek() === null) askDesk();
  });
  const say: App["say"] = (text, more) => {
    said.value += 1;
    line.say(text, more);
  };
  const app: App = {
    options,
    host,
    line,
    locale: language.locale,
    words: computed(() => WORDS[language.locale.value]),
    desk,
    connection: connection.shown,
    open,
    notice: signal(null),
    now: computed(() => time.value + line.clockAhead.value),
    spoken: computed(() => line.entries.value.some((entry) => entry.kind === "own" || entry.activity.from.role === "user")),
    waiting: computed(() => line.entries.value.filter(({ kind }) => kind === "own").length),
    said,
    escape: { handler: null },
    focus: { composer: () => undefined },
    say,
    changeLanguage: () => {
      const { sayOther } = app.words.peek();
      language.change();
      // Told in words too, so that the desk answers in it; before the first word, the language of the line is enough.
      if (app.spoken.peek()) say(sayOther);
    },
    dispose: () => {
      clearInterval(tick);
      clearInterval(ask);
      for (const stop of [stopAsking, language.dispose, connection.dispose]) stop();
    },
  };
  return app;
}

const AppContext = createContext<App | null>(null);
export const AppProvider = AppContext.Provider;

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("Components of the panel stand inside <AppProvider>.");
  return app;
}
