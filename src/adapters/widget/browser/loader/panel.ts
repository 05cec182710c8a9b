import type { PanelHandle, PanelOptions } from "../options.js";
import type { Bubble } from "./bubble.js";
import { fetchPanel } from "./fetch-panel.js";
import type { Listeners } from "./script-interface.js";
import type { Doors } from "./shell.js";
import type { Stage } from "./stage.js";
import type { Fault } from "./words.js";

interface PanelDeps {
  stage: Stage;
  bubble: Bubble;
  options: PanelOptions;
  emit: Listeners["emit"];
}

export interface Panel {
  isOpen(): boolean;
  open(): void;
  close(): void;
  /** Loads and joins the conversation without being seen, to count what is unread. Silent if it cannot. */
  prepare(): void;
  setLocale: PanelHandle["setLocale"];
  /** Leaves, and begins again with the options as they are now if it was open. */
  renew(): void;
  end(): void;
}

type Entered = PanelHandle | Fault;

export function makePanel({ stage, bubble, options, emit }: PanelDeps): Panel {
  let isOpen = false;
  let isShown = false;
  // To the site it stays open while it begins again.
  let isTold = false;
  let entering: Promise<Entered> | null = null;

  const close = (): void => {
    if (!isOpen || options.mode === "page") return;
    isOpen = isShown = isTold = false;
    const hadFocus = stage.root.activeElement !== null;
    bubble.show(true);
    if (hadFocus) bubble.button.focus();
    // By then the site may have thought better of it.
    void withHandle(entering, (handle) => isOpen || handle.close());
    emit("close", {});
  };
  const doors = { stage, bubble, emit, isOpen: () => isOpen, onClose: close };
  const leave = (): void => {
    void withHandle(entering, (handle) => handle.destroy());
    entering = null;
    isShown = false;
  };
  const show = async (): Promise<void> => {
    bubble.busy(isOpen);
    const mine = (entering ??= enter(options, doors));
    const entered = await mine;
    bubble.busy(false);
    if (mine !== entering) return;
    if (typeof entered === "string") {
      entering = null;
      if (!isOpen) return;
      isOpen = false;
      bubble.show(true);
      bubble.fail(entered);
      emit("error", { reason: entered });
    } else if (isOpen && !isShown) {
      isShown = true;
      bubble.show(false);
      entered.open();
      if (!isTold) emit("open", {});
      isTold = true;
    }
  };
  return {
    isOpen: doors.isOpen,
    open: () => {
      if (isOpen) return;
      isOpen = true;
      void show();
    },
    close,
    prepare: () => void show(),
    setLocale: (locale) => void withHandle(entering, (handle) => handle.setLocale(locale)),
    renew: () => {
      leave();
      if (isOpen) void show();
    },
    end: leave,
  };
}

const enter = (options: PanelOptions, doors: Doors): Promise<Entered> =>
  fetchPanel(options.base)
    .then((entry) => (typeof entry === "string" ? entry : entry(options, doors)))
    .catch((error: unknown) => {
      console.error("[frontdoor]", error);
      return "unreachable";
    });

const withHandle = async (entering: Promise<Entered> | null, act: (handle: PanelHandle) => unknown): Promise<void> => {
  const entered = await entering;
  if (entered !== null && typeof entered === "object") act(entered);
};
