import { createHmac } from "node:crypto";
import { judgeByCode, type RobotAdapter } from "./format.js";
import { harmless, markdownBlocks } from "./markdown.js";
import { partsOf } from "./parts.js";

/** The documented bound is 20,000 bytes of the whole body. */
const TEXT_BYTES = 18_000;
/** -1: busy; 130101, 410100: too many posts. */
const LATER = new Set([-1, 130101, 410100]);

/** 钉钉自定义机器人: Markdown, 20 posts a minute (above it is silent for ten). With a secret, time and signature go in the address. */
export const dingtalk: RobotAdapter = {
  channel: "dingtalk",
  paceMs: 3_100,
  bodies: (document, charts) => {
    const title = harmless(document.title);
    // A line end alone is none here: two spaces before it make it one.
    const blocks = markdownBlocks(document, charts).map((block) => ({ lines: block.lines.map((line) => `${line}  `) }));
    return partsOf(`### ${title}  `, blocks, TEXT_BYTES).map((text) => ({ msgtype: "markdown", markdown: { title, text } }));
  },
  sign: ({ address, body, secret, now }) => {
    if (secret === null) return { address, body };
    const signed = new URL(address);
    signed.searchParams.set("timestamp", String(now));
    signed.searchParams.set("sign", createHmac("sha256", secret).update(`${now}\n${secret}`).digest("base64"));
    return { address: signed, body };
  },
  judge: (text) => judgeByCode(text, { code: "errcode", message: "errmsg", later: LATER }),
};
