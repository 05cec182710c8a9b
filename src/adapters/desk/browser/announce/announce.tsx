import { useEffect, useState } from "react";
import { useLocation, useRoute } from "wouter";
import { preferences, usePreferences } from "../preferences.js";
import { useWords } from "../words.js";
import type { News } from "./news.js";
import { playTone } from "./tone.js";
import { useNews } from "./use-news.js";
import { ANNOUNCE_WORDS } from "./words.js";

const isInFront = (): boolean => document.visibilityState === "visible" && document.hasFocus();

/** New work is heard, counted in the title and announced by the browser, each as its owner likes; mounted once, by the shell. */
export function Announce() {
  const t = useWords(ANNOUNCE_WORDS);
  const { locale } = usePreferences();
  const [, go] = useLocation();
  const [, here] = useRoute("/tickets/:number");
  const [said, setSaid] = useState("");
  const count = useCount();
  useNews((all) => {
    // What one is looking at needs no announcement.
    const news = all.filter(({ number }) => !(isInFront() && number !== null && number === here?.number));
    if (news.length === 0) return;
    if (preferences().sound) void playTone();
    setSaid(news.map(({ kind, number, customer }) => t.told(t.kinds[kind], t.body(number, customer))).join(" "));
    if (isInFront()) return;
    count(news.length);
    if (preferences().announce) for (const each of news) show(each);
  });
  const show = ({ kind, number, customer }: News): void => {
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    const shown = new Notification(t.kinds[kind], {
      body: t.body(number, customer),
      tag: `${kind} ${number ?? ""}`,
      lang: locale,
    });
    shown.onclick = () => {
      window.focus();
      if (number !== null) go(`/tickets/${number}`);
      shown.close();
    };
  };
  return (
    <div className="sr" role="status">
      {said}
    </div>
  );
}

/** Counts in the window's title what came while the page was not in front. */
function useCount(): (more: number) => void {
  const t = useWords(ANNOUNCE_WORDS);
  const { title } = usePreferences();
  const [n, setN] = useState(0);
  useEffect(() => {
    const clear = (): void => void (isInFront() && setN(0));
    window.addEventListener("focus", clear);
    document.addEventListener("visibilitychange", clear);
    return () => {
      window.removeEventListener("focus", clear);
      document.removeEventListener("visibilitychange", clear);
    };
  }, []);
  useEffect(() => {
    const own = document.title.replace(/^\(\d+\) /, "");
    document.title = title && n > 0 ? t.title(n, own) : own;
  }, [n, title]);
  return (more) => setN((before) => before + more);
}
