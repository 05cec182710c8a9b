import type { Locale } from "../words.js";

/** What is said before the panel is there. */
export const WORDS = {
  "zh-CN": {
    open: "打开客服",
    retry: "重试",
    forbidden: "这个网页的安全设置不让客服打开，请告诉网站管理员。",
    unreachable: "客服没有加载出来，请看看网络。",
  },
  en: {
    open: "Open chat",
    retry: "Try again",
    forbidden: "This page’s security settings block the chat. Please tell the site’s owner.",
    unreachable: "The chat didn’t load. Are you online?",
  },
};

export type Fault = "forbidden" | "unreachable";

/** Of a language tag; null: it is none of ours. */
export const localeOf = (tag: string | null): Locale | null =>
  /^zh\b/i.test(tag ?? "") ? "zh-CN" : /^en\b/i.test(tag ?? "") ? "en" : null;

/** The site's, or else the first of the browser's that is one of ours. */
export const spoken = (locale: Locale | null): Locale => locale ?? navigator.languages.map(localeOf).find((each) => each) ?? "en";
