import { signal } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { loadMarkdown } from "../../markdown/markdown.js";

type Render = (text: string) => DocumentFragment;

const render = signal<Render>(plainly);
let asked = false;

/** Asked for early, so that it is there with the first message. Until it is, and where it cannot be had, text is shown as text. */
export function askForMarkdown(): void {
  if (asked) return;
  asked = true;
  loadMarkdown().then(
    (loaded) => (render.value = loaded),
    () => (asked = false),
  );
}

/** Turns the desk's Markdown into nodes; a component that uses it is drawn again once the real one is there. */
export const useMarkdown = (): Render => render.value;

/** In one line, for a teaser. */
export const plainWords = (text: string): string => (render.peek()(text).textContent ?? "").replace(/\s+/g, " ").trim();

/** Paragraphs and line breaks, without the marks and escapes of what the desk writes. */
function plainly(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const block of text.split(/\n{2,}/)) {
    const paragraph = document.createElement("p");
    paragraph.textContent = block
      .replace(/\*\*/g, "")
      .replace(/^- /gm, "• ")
      .replace(/\\([!-/:-@[-`{-~])/g, "$1");
    fragment.append(paragraph);
  }
  return fragment;
}

/** Holds nodes that are not Preact's. */
export function Nodes({ of, as: Tag = "div" }: { of: readonly Node[]; as?: "div" | "b" | "small" }): VNode | null {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => ref.current?.replaceChildren(...of), [of]);
  return of.length === 0 ? null : <Tag ref={ref as never} class="md" />;
}
