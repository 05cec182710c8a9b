import type { Locale } from "../words.js";
import { WORDS, type Fault } from "./words.js";

/** What is seen while the chat is closed. What only the panel can know (the count, the news) is put in by the shell that comes with it. */
export interface Bubble {
  button: HTMLElement;
  /** Beside the bubble: read out when it changes. */
  beside: HTMLElement;
  setLocale(locale: Locale): void;
  fail(fault: Fault): void;
  busy(loading: boolean): void;
  show(shown: boolean): void;
}

export function makeBubble(root: ShadowRoot, onPressed: () => void): Bubble {
  const bubble = button("bubble", icon("M2.5 3.5h11v7.5h-6l-3 2.5V11h-2z"), onPressed);
  const beside = document.createElement("div");
  const dock = document.createElement("div");
  dock.className = "dock";
  beside.setAttribute("role", "status");
  dock.append(bubble, beside);
  root.append(dock);
  let words = WORDS.en;
  return {
    button: bubble,
    beside,
    setLocale: (locale) => {
      words = WORDS[locale];
      bubble.setAttribute("aria-label", words.open);
    },
    fail: (fault) => {
      const retry = document.createElement("u");
      retry.append(words.retry);
      const told = button("card", words[fault], onPressed);
      told.append(" ", retry);
      beside.replaceChildren(told);
    },
    busy: (loading) => bubble.setAttribute("aria-busy", `${loading}`),
    show: (shown) => {
      dock.hidden = !shown;
      beside.replaceChildren();
    },
  };
}

export function button(name: string, content: Node | string, onPressed: () => void): HTMLElement {
  const made = document.createElement("button");
  made.className = name;
  made.append(content);
  made.onclick = onPressed;
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("width", "26");
  svg.append(line);
  return svg;
}
