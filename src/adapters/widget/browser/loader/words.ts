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

/** The wished, the page's or the browser's language: the first that is one of ours. */
export function localeOf(wished: string | null): Locale {
  const tag = [wished, document.documentElement.lang, ...navigator.languages].find((each) => /^(zh|en)\b/i.test(each ?? ""));
  return /^z/i.test(tag ?? "") ? "zh-CN" : "en";
}
