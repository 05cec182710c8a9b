import type { Locale } from "./words.js";

/** What the site says by the attributes of the script tag, read by the loader and handed to the panel. */
export interface PanelOptions {
  /** `https://chat.example.com`: where the script came from. */
  base: string;
  /** `data-locale`; null: the page's, then the browser's. */
  locale: Locale | null;
  /** `data-color`: replaces the brand colour where its contrast with `data-on-color` (default white) is at least 4.5. */
  color: string | null;
  onColor: string | null;
  /** `data-theme`: `light`, `dark`, or `auto` (the system's). */
  theme: "light" | "dark" | "auto";
  /** `data-position`. */
  position: "right" | "left";
  /** `data-mode`: `bubble` on a site; `page` fills the page and cannot be closed. */
  mode: "bubble" | "page";
  /** `data-title`: the name in the header; null: the company's. */
  title: string | null;
  /** `data-greeting`: a line the widget shows above the first message. Plain text. */
  greeting: string | null;
  /** `data-identity`, or set later by the script interface: a JWT signed by the site. */
  identity: string | null;
  /** The secret of a resume link, taken out of the address. */
  resume: string | null;
}

export type WidgetEvent = "ready" | "open" | "close" | "message" | "unread" | "ticket" | "error";

/** What the panel tells the loader. */
export interface PanelHost {
  /** Where the panel draws: a shadow root of its own. */
  root: ShadowRoot;
  /** Unread messages, and the newest of them in plain words for the teaser; 0 once read. */
  onUnread(count: number, newest: { who: string; text: string; at: string } | null): void;
  /** The panel asks to be closed (its button, Esc). */
  onClose(): void;
  /** To be told to the site's own listeners. */
  emit(event: WidgetEvent, detail: unknown): void;
}

export interface PanelHandle {
  /** Shows the panel and puts the focus into the composer. */
  open(): void;
  close(): void;
  /** The site speaks another language now; told to the desk too where the conversation has begun. */
  setLocale(locale: Locale): void;
  /** Ends the line and takes everything away. */
  destroy(): void;
}

export type Mount = (options: PanelOptions, host: PanelHost) => PanelHandle;
