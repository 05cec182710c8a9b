import { adopt } from "../adopt.js";
import type { PanelHandle, PanelOptions } from "../options.js";
import { mount } from "../panel.js";
import tokens from "../../../look/tokens.css";
import type { Bubble } from "./bubble.js";
import { dress } from "./dress.js";
import hostCss from "./host.css";
import stageCss from "./loader.css";
import newsCss from "./news.css";
import { makeNews } from "./news.js";
import type { Listeners } from "./script-interface.js";
import shellCss from "./shell.css";
import type { Stage } from "./stage.js";
import { spoken } from "./words.js";

/*
 * What stands between the loader and the panel and need not be there before the panel is: its place in the page, its theme, the news. The
 * loader weighs on every page of a site; this does not.
 */

export interface Doors {
  stage: Stage;
  bubble: Bubble;
  emit: Listeners["emit"];
  isOpen(): boolean;
  onClose(): void;
}

export type Enter = (options: PanelOptions, doors: Doors) => PanelHandle;

export const enter: Enter = (options, { stage, bubble, emit, isOpen, onClose }) => {
  const element = document.createElement("div");
  element.className = "panel";
  element.hidden = true;
  const root = element.attachShadow({ mode: "open" });
  // The loader's again: it has but the tokens it needs, and where no style sheet can be constructed it has none of them.
  adopt(stage.element.getRootNode() as ShadowRoot, hostCss);
  adopt(stage.root, tokens, stageCss, newsCss, shellCss);
  stage.root.append(element);
  const news = makeNews(bubble, { locale: spoken(options.locale), isOpen });
  const stops = [dress(element, stage.element), fit(element), news.remove, () => element.remove()];
  const onUnread: typeof news.unread = (count, newest) => {
    news.unread(count, newest);
    emit("unread", { count });
  };
  const handle = mount({ ...options }, { root, onUnread, onClose, emit });
  // Spent: who enters again continues what is kept by now.
  options.resume = null;
  return {
    open: () => {
      element.hidden = false;
      handle.open();
    },
    close: () => {
      handle.close();
      element.hidden = true;
    },
    setLocale: handle.setLocale,
    destroy: () => {
      handle.destroy();
      for (const stop of stops) stop();
    },
  };
};

/** A phone's keyboard covers a part of the page without making it smaller: the panel keeps to what is seen. */
function fit({ style }: HTMLElement): () => void {
  const seen = window.visualViewport;
  const put = (): void => {
    // Someone who has zoomed in moves about in the panel: it stays as it is.
    if (seen === null || seen.scale > 1.01) return;
    style.setProperty("--seen-height", `${seen.height}px`);
    style.setProperty("--seen-top", `${seen.offsetTop}px`);
  };
  put();
  for (const event of ["resize", "scroll"]) seen?.addEventListener(event, put);
  return () => ["resize", "scroll"].forEach((event) => seen?.removeEventListener(event, put));
}
