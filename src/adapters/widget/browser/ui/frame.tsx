import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useApp } from "./app.js";
import type { App } from "./app.js";
import { Boundary } from "./boundary.js";
import { makeChoose } from "./composer/choose.js";
import { Composer } from "./composer/composer.js";
import { Header, nameOf } from "./header.js";
import { NoticeLine } from "./notice.js";
import { Strip } from "./strip.js";
import { Transcript } from "./transcript/transcript.js";

/** The panel, from its name down to where the customer writes. Not modal: the page stays in use beside it. */
export function Panel(): VNode {
  const app = useApp();
  const { options, open, locale } = app;
  const picked = useSignal<File[]>([]);
  const choose = useMemo(() => makeChoose(app, picked), []);
  const drop = useDrop(choose);
  const page = options.mode === "page";
  return (
    <section
      class="panel"
      role={page ? "region" : "dialog"}
      aria-label={nameOf(app)}
      lang={locale.value}
      tabIndex={-1}
      hidden={!open.value}
      onKeyDown={(event) => {
        keep(event);
        onEscape(event, app);
      }}
      onKeyUp={keep}
      onKeyPress={keep}
      onPaste={keep}
      {...drop.handlers}
    >
      <Boundary app={app}>
        <Header />
        <Strip />
        <Transcript />
        <NoticeLine />
        <Composer picked={picked} choose={choose} />
      </Boundary>
      {drop.over.value && <p class="drop">{app.words.value.drop}</p>}
    </section>
  );
}

/** The page sees keys pressed in here as pressed on no field of its own: its shortcuts would act on what the customer types. */
const keep = (event: Event): void => event.stopPropagation();

/** What is open on top closes first; never while an input method composes, whose own key it then is. */
function onEscape(event: KeyboardEvent, app: App): void {
  if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
  if (app.escape.handler !== null) app.escape.handler();
  else if (app.options.mode === "bubble") app.host.onClose();
}

function useDrop(choose: (files: File[]) => void) {
  const over = useSignal(false);
  const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;
  const onDragOver = (event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    over.value = true;
  };
  const onDragLeave = (event: DragEvent): void => {
    const within = event.relatedTarget instanceof Node && (event.currentTarget as Node).contains(event.relatedTarget);
    if (!within) over.value = false;
  };
  const onDrop = (event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    over.value = false;
    choose([...(event.dataTransfer?.files ?? [])]);
  };
  return { over, handlers: { onDragOver, onDragLeave, onDrop } };
}
