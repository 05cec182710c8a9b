import type { PanelOptions } from "../options.js";
import tokens from "../../../look/tokens.css";
import { contrast, CONTRAST_LEAST, rgbOf } from "./color.js";
import hostCss from "./host.css";
import stageCss from "./loader.css";

/** Where the widget stands in the page: out of reach of the site's own style and of its own coming and going. */
export interface Stage {
  /** Carries `data-theme`, and the site's colour as `--brand` and `--on-brand`. */
  element: HTMLElement;
  root: ShadowRoot;
  remove(): void;
}

/** A page that takes the widget away again and again means it. */
const RETURNS_MOST = 50;

/**
 * The element stands beside `<body>`, not in it: an app that replaces its body leaves it alone, and a body that is moved or hidden
 * does not move or hide it.
 */
export function makeStage(options: PanelOptions): Stage {
  const host = document.createElement("frontdoor-chat");
  // A root in a root: what the page can still say of the host (its custom properties) is said again inside.
  const element = document.createElement("div");
  const root = element.attachShadow({ mode: "open" });
  const hostRoot = host.attachShadow({ mode: "open" });
  hostRoot.append(element);
  element.dataset.position = options.position;
  element.dataset.mode = options.mode;
  paint(element, options);
  if (!adopt(hostRoot, hostCss) || !adopt(root, tokens + stageCss)) {
    // Browsers that cannot construct a style sheet (Safari before 16.4): no policy of the site forbids this. The panel does the rest.
    host.style.cssText = "all:initial;position:fixed;right:20px;bottom:20px;z-index:2147483000";
  }
  followTheme(element, options);
  return { element, root, remove: pin(host) };
}

function adopt(root: ShadowRoot, text: string): boolean {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
    return true;
  } catch {
    return false;
  }
}

/** The site's colour in the place of ours, if what stands on it can be read. */
function paint({ style }: HTMLElement, { color, onColor }: PanelOptions): void {
  if (color === null) return;
  const brand = rgbOf(color);
  const on = rgbOf(onColor ?? "#fff");
  if (brand === null || on === null || contrast(brand, on) < CONTRAST_LEAST) {
    console.warn(`[frontdoor] data-color is not used: with data-on-color it must be #rrggbb of contrast ${CONTRAST_LEAST}`);
    return;
  }
  style.setProperty("--brand", color, "important");
  style.setProperty("--on-brand", onColor ?? "#fff", "important");
}

function followTheme(element: HTMLElement, { theme }: PanelOptions): void {
  const dark = matchMedia("(prefers-color-scheme:dark)");
  const dress = (): void => {
    element.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
  };
  dress();
  dark.addEventListener("change", dress);
}

/** Puts the element into the page, as soon as there is a body, and back whenever the page loses it. Answers how to take it away. */
function pin(host: HTMLElement): () => void {
  let returns = 0;
  const put = (): void => {
    const page = document.documentElement as HTMLElement | null;
    if (page === null || host.isConnected || returns > RETURNS_MOST) return;
    observer.observe(page, { childList: true });
    // Before there is a body the parser would put it after the widget; nothing is gained by being that early.
    if (document.body === null) return;
    page.append(host);
    returns += 1;
  };
  const observer = new MutationObserver(put);
  observer.observe(document, { childList: true });
  put();
  return () => {
    observer.disconnect();
    host.remove();
  };
}
