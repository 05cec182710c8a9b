import type { Locale } from "../words.js";

interface FileWords {
  /** An image gets another advice: a screenshot of a screenshot helps nobody. */
  tooLarge(size: string, most: string, image: boolean): string;
  /** By less than is shown. */
  justTooLarge(most: string): string;
  /** Says no number: how many fit depends on what is chosen already. */
  tooMany: string;
  empty: string;
  type: string;
  picked: string;
  remove(name: string): string;
}

export const WORDS: Record<Locale, FileWords> = {
  "zh-CN": {
    tooLarge: (size, most, image) => `文件 ${size}，最多 ${most}。可以压缩，或${image ? "裁小一些" : "发截图"}。`,
    justTooLarge: (most) => `文件比 ${most} 略大。压缩一下就行。`,
    tooMany: "这一条放不下更多文件了。其余的下一条再发。",
    empty: "这个文件是空的，没有添加。请核对后重选。",
    type: "这种文件我们收不了。可以发图片、PDF 或截图。",
    picked: "待发送的文件",
    remove: (name) => `移除 ${name}`,
  },
  en: {
    tooLarge: (size, most, image) =>
      `${size} is over the ${most} limit. ${image ? "A smaller picture" : "A screenshot"} will do.`,
    justTooLarge: (most) => `Just over the ${most} limit. Compressing it will do.`,
    tooMany: "There's no room for more files in this message. Send the rest in the next one.",
    empty: "This file is empty, so it isn't added. Please check and pick it again.",
    type: "We can't take this kind of file. A picture, a PDF or a screenshot will do.",
    picked: "Files to send",
    remove: (name) => `Remove ${name}`,
  },
};
