// What the bot says comes from its scripts, what the widget itself says from its own source: a wording may change, the journeys stay.

import { build } from "esbuild";
import { wordsOf } from "../webchat/words.mjs";

const { outputFiles } = await build({
  stdin: {
    contents: `
      export { WORDS as panel } from "./words.ts";
      export { WORDS as loader } from "./loader/words.ts";
      export { WORDS as cards } from "./cards/words.ts";
      export { WORDS as files } from "./files/words.ts";
    `,
    resolveDir: "src/adapters/widget/browser",
  },
  bundle: true,
  write: false,
  format: "esm",
});
const source = Buffer.from(outputFiles[0].contents).toString("base64");
const widget = await import(`data:text/javascript;base64,${source}`);

/** `bot(key)`: what the bot says, up to the first thing filled in; `panel`, `loader`, `cards`, `files`: the widget's own sentences. */
export const words = (locale) => ({
  bot: wordsOf(locale),
  panel: widget.panel[locale],
  loader: widget.loader[locale],
  cards: widget.cards[locale],
  files: widget.files[locale],
});
