import { isKnownHere, readOptions } from "./loader/attributes.js";
import { makeBubble } from "./loader/bubble.js";
import { makePanel } from "./loader/panel.js";
import { makeListeners, publish } from "./loader/script-interface.js";
import { makeStage } from "./loader/stage.js";
import { localeOf, spoken } from "./loader/words.js";
import type { PanelOptions } from "./options.js";

/*
 * /widget.js: the one script tag of a site. Shows the bubble, gives the site `window.frontdoor`, and asks for nothing more until the chat is
 * opened or a conversation of this visitor is known here.
 */

function start(options: PanelOptions): void {
  const { on, emit } = makeListeners();
  const stage = makeStage(options);
  const bubble = makeBubble(stage.root, () => panel.open());
  const panel = makePanel({ stage, bubble, options, emit });

  const speak = (): void => {
    const locale = spoken(options.locale);
    stage.element.lang = locale;
    bubble.setLocale(locale);
  };
  const lookAfter = async (): Promise<void> => {
    if (await isKnownHere(options)) whenIdle(panel.prepare);
  };
  speak();
  publish({
    on,
    open: panel.open,
    close: panel.close,
    toggle: () => (panel.isOpen() ? panel.close() : panel.open()),
    identify: (jwt) => {
      if (options.identity === jwt) return;
      options.identity = jwt;
      panel.renew();
      void lookAfter();
    },
    setLocale: (locale) => {
      const wished = localeOf(locale);
      if (!wished) return;
      options.locale = wished;
      speak();
      panel.setLocale(wished);
    },
    shutdown: () => {
      panel.end();
      stage.remove();
      // The tag may be put in again, and calls until then wait for it.
      window.frontdoor = { q: [] };
    },
  });
  if (options.mode === "page") panel.open();
  else void lookAfter();
  emit("ready", {});
}

function whenIdle(run: () => void): void {
  const idle = (): void => void ((window.requestIdleCallback as typeof requestIdleCallback | undefined) ?? setTimeout)(run);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
}

const script = document.currentScript ?? document.querySelector('[src*="/widget.js"]');
// A second tag does nothing: there is one chat in a page. What the site itself calls so (<dialog id="frontdoor">) is none.
if (script instanceof HTMLScriptElement && !window.frontdoor?.open?.call) start(readOptions(script));
