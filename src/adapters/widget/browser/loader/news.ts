import type { PanelHost } from "../options.js";
import type { Locale } from "../words.js";
import { button, icon, type Bubble } from "./bubble.js";
import { WORDS } from "./words.js";

type Newest = NonNullable<Parameters<PanelHost["onUnread"]>[1]>;

const MORE_WORDS = {
  "zh-CN": { unread: (count: number) => `，${count} 条未读`, dismiss: "关闭提示", seeIt: "点开查看" },
  en: { unread: (count: number) => `, ${count} unread`, dismiss: "Dismiss", seeIt: "see it" },
};

/** The count on the bubble, and one teaser for each piece of news while the chat is closed. */
export function makeNews({ button: bubble, beside }: Bubble, { locale, isOpen }: { locale: Locale; isOpen(): boolean }) {
  const words = MORE_WORDS[locale];
  const badge = document.createElement("span");
  badge.className = "count";
  badge.setAttribute("aria-hidden", "true");
  bubble.append(badge);

  const show = (count: number): void => {
    bubble.setAttribute("aria-label", WORDS[locale].open + (count > 0 ? words.unread(count) : ""));
    badge.textContent = count > 99 ? "99+" : `${count}`;
    badge.hidden = count === 0;
  };
  const tell = ({ who, text, at }: Newest): void => {
    const what = document.createElement("span");
    what.append(text);
    const about = document.createElement("small");
    about.append([who, clockTime(at, locale), words.seeIt].join(locale === "en" ? " · " : "·"));
    const open = button("what", what, () => bubble.click());
    open.append(about);
    const away = button("away", icon("M4.5 4.5l7 7M11.5 4.5l-7 7"), () => beside.replaceChildren());
    away.setAttribute("aria-label", words.dismiss);
    const card = document.createElement("div");
    card.className = "card news";
    card.append(open, away);
    beside.replaceChildren(card);
  };
  show(0);
  return {
    unread: (count: number, newest: Newest | null): void => {
      show(count);
      if (count === 0) beside.replaceChildren();
      else if (newest !== null && !isOpen() && isNews(newest.at)) tell(newest);
    },
    remove: (): void => {
      show(0);
      badge.remove();
      beside.replaceChildren();
    },
  };
}

const TOLD = "frontdoor.told";

/** Each piece of news is told once on this device, also over several pages of the site. */
function isNews(at: string): boolean {
  try {
    if (at <= (localStorage.getItem(TOLD) ?? "")) return false;
    localStorage.setItem(TOLD, at);
  } catch {
    // Where nothing can be kept it is told again on the next page.
  }
  return true;
}

function clockTime(at: string, locale: Locale): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const day = today ? {} : ({ month: "short", day: "numeric" } as const);
  // British order, as in the panel.
  return date.toLocaleString(locale === "en" ? "en-GB" : locale, {
    ...day,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}
