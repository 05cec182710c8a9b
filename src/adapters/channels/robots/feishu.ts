import { createHmac } from "node:crypto";
import { judgeByCode, type RobotAdapter } from "./format.js";
import { harmless, markdownBlocks } from "./markdown.js";
import { partsOf } from "./parts.js";

/** The documented bound is 20 KB of the whole body; JSON escapes line ends only. */
const TEXT_BYTES = 16_000;
/** Too many posts, as the robot and as the platform say it. */
const LATER = new Set([11232, 99991400]);

/** 飞书 (Lark) 自定义机器人: an interactive card of Markdown, 100 posts a minute and 5 a second. With a secret the body is signed. */
export const feishu: RobotAdapter = {
  channel: "feishu",
  paceMs: 700,
  bodies: (document, charts) =>
    partsOf("", markdownBlocks(document, charts), TEXT_BYTES).map((content) => ({
      msg_type: "interactive",
      card: {
        config: { wide_screen_mode: true },
        header: { title: { tag: "plain_text", content: harmless(document.title) } },
        elements: [{ tag: "markdown", content: content.trim() }],
      },
    })),
  sign: ({ address, body, secret, now }) => {
    if (secret === null) return { address, body };
    const timestamp = String(Math.floor(now / 1_000));
    // As documented: the text to sign is the key, and nothing is signed with it.
    const sign = createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64");
    return { address, body: { timestamp, sign, ...body } };
  },
  judge: (text) => judgeByCode(text, { code: "code", message: "msg", later: LATER }),
};
