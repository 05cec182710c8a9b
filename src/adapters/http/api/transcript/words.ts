import type { Locale } from "../../../../domain/words.js";

/** What stands on a transcript beside what was said. */
export interface TranscriptWords {
  customer: string;
  assistant: string;
  agent: string;
  opened: string;
  times: string;
  masked: string;
  shown: string;
  file: string;
  edited: string;
  deleted: string;
  cut: string;
}

export const TRANSCRIPT_WORDS: Record<Locale, TranscriptWords> = {
  "zh-CN": {
    customer: "客户",
    assistant: "智能助手",
    agent: "同事",
    opened: "登记",
    times: "时间",
    masked: "联系方式已遮盖",
    shown: "含完整联系方式，请妥善保管",
    file: "文件",
    edited: "客户后来改为",
    deleted: "客户后来删除",
    cut: "对话太长，后面的没有写入",
  },
  en: {
    customer: "Customer",
    assistant: "Assistant",
    agent: "Colleague",
    opened: "Registered",
    times: "Times",
    masked: "Contacts are masked",
    shown: "Holds contacts in full: keep it safe",
    file: "File",
    edited: "The customer changed it to",
    deleted: "The customer deleted it",
    cut: "The conversation is too long: what follows is left out",
  },
};
