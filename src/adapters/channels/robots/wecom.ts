import { createHash } from "node:crypto";
import { judgeByCode, type RobotAdapter } from "./format.js";
import { harmless, markdownBlocks } from "./markdown.js";
import { partsOf } from "./parts.js";

const CONTENT_BYTES = 4_096;
/** -1: busy; 45009, 45033: too many calls. */
const LATER = new Set([-1, 45009, 45033]);

/** Before base64, JPG and PNG. */
const IMAGE_BYTES = 2 * 1024 * 1024;

const imageOf = (png: Buffer) => ({
  msgtype: "image",
  image: { base64: png.toString("base64"), md5: createHash("md5").update(png).digest("hex") },
});

/** 企业微信群机器人: Markdown of at most 4,096 bytes, 20 posts a minute. Its key is a part of the address; it signs nothing. */
export const wecom: RobotAdapter = {
  channel: "wecom",
  paceMs: 3_100,
  bodies: (document, charts = []) => [
    ...partsOf(`### ${harmless(document.title)}`, markdownBlocks(document), CONTENT_BYTES).map((content) => ({
      msgtype: "markdown",
      markdown: { content },
    })),
    ...charts.flatMap(({ png }) => (png === null || png.length > IMAGE_BYTES ? [] : [imageOf(png)])),
  ],
  sign: ({ address, body }) => ({ address, body }),
  judge: (text) => judgeByCode(text, { code: "errcode", message: "errmsg", later: LATER }),
};
