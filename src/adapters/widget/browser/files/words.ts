import type { Locale } from "../words.js";

interface FileWords {
  /** An image gets another advice: a screenshot of a screenshot helps nobody. */
  tooLarge(size: string, most: string, image: boolean): string;
  tooMany(most: number): string;
  empty: string;
  type: string;
  picked: string;
  remove(name: string): string;
}

export const WORDS: Record<Locale, FileWords> = {
  "zh-CN": {
    tooLarge: (size, most, image) => `文件 ${size}，最多 ${most}。可以压缩，或${image ? "裁小一些" : "发截图"}。`,
    tooMany: (most) => `一次最多 ${most} 个文件。其余的下一条再发。`,
    empty: "这个文件是空的，没有添加。请核对后重选。",
    type: "这种文件我们收不了。可以发图片、PDF 或截图。",
    picked: "待发送的文件",
    remove: (name) => `移除 ${name}`,
  },
  en: {
    tooLarge: (size, most, image) =>
      `${size} is over the ${most} limit. ${image ? "A smaller picture" : "A screenshot"} will do.`,
    tooMany: (most) => `${most} files at a time. Send the rest in your next message.`,
    empty: "This file is empty, so it isn't added. Please check and pick it again.",
    type: "We can't take this kind of file. A picture, a PDF or a screenshot will do.",
    picked: "Files to send",
    remove: (name) => `Remove ${name}`,
  },
};
