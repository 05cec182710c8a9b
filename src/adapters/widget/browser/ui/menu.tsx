import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "./app.js";
import type { App } from "./app.js";
import { moveFocus } from "./arrows.js";
import { Icon } from "./icons.js";
import { soundOn, turnSound } from "./sound.js";

/** What is seldom needed: another device, the sound, the customer's own data. */
export function Menu(): VNode {
  const app = useApp();
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { menu } = app.words.value;

  useEffect(() => {
    if (!open.value) return undefined;
    const close = (): void => {
      // At once: the next Esc is the panel's, however soon it comes.
      app.escape.handler = null;
      open.value = false;
      button.current?.focus();
    };
    app.escape.handler = close;
    root.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    return () => {
      if (app.escape.handler === close) app.escape.handler = null;
    };
  }, [open.value]);

  const left = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || root.current?.contains(relatedTarget) !== true) open.value = false;
  };
  return (
    <div class="menu" ref={root} onFocusOut={left}>
      <button
        ref={button}
        type="button"
        class="ib"
        aria-label={menu}
        title={menu}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name="more" />
      </button>
      {open.value && (
        <div role="menu" aria-label={menu} class="items" onKeyDown={moveFocus}>
          <Items
            app={app}
            done={() => {
              open.value = false;
              button.current?.focus();
            }}
          />
        </div>
      )}
    </div>
  );
}

function Items({ app, done }: { app: App; done: () => void }): VNode {
  const w = app.words.value;
  const act = (what: () => void) => () => {
    done();
    what();
  };
  return (
    <>
      <button type="button" role="menuitem" tabIndex={-1} onClick={act(() => void goElsewhere(app))}>
        <Icon name="link" />
        {w.goElsewhere}
      </button>
      <button
        type="button"
        role="menuitemcheckbox"
        tabIndex={-1}
        aria-checked={soundOn.value}
        onClick={() => turnSound(!soundOn.value)}
      >
        <Icon name="sound" />
        {w.sound}
        <span class="tick">{soundOn.value && <Icon name="check" />}</span>
      </button>
      <button type="button" role="menuitem" tabIndex={-1} onClick={act(() => app.say(w.sayMyData))}>
        <Icon name="person" />
        {w.myData}
      </button>
    </>
  );
}

async function goElsewhere({ line, notice, words }: App): Promise<void> {
  const link = await line.link();
  notice.value = link === null ? { kind: "fault", lines: [words.peek().noLink] } : { kind: "link", ...link };
}
