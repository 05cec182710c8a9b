import { chunk } from "../chunk.js";

/**
 * Gives the function that turns a message's Markdown into nodes, in a chunk of its own. What it gives holds no image, no form, no script, and
 * no link but http, https, mailto and tel, whatever the text was.
 */
export async function loadMarkdown(): Promise<(text: string) => DocumentFragment> {
  const { renderMarkdown } = await chunk(() => import("./render.js"));
  return renderMarkdown;
}
