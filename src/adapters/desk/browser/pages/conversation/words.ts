import { words } from "../../words.js";

export const PANE_WORDS = words(
  {
    pane: "对话",
    noneTitle: "还没有选中工单",
    noneText: "从左边的队列里选一张，对话就在这里。J、K 上下移动，Enter 打开。",
    unknownTitle: "没有这张工单",
    unknownText: "编号可能写错了。可以按编号搜索，或从队列里选。",
    customer: "客户",
    channelOf: (number: string, channel: string, category: string) => `${number}·${channel}·${category}`,
    named: (name: string, company: string) => `${name}·${company}`,
    viewing: (name: string) => `${name}在看`,
    writing: (name: string) => `${name}正在回复`,
    holder: (name: string) => `${name}接待`,
    blocked: (name: string) => `${name}已屏蔽`,
  },
  {
    pane: "Conversation",
    noneTitle: "No ticket is open",
    noneText: "Pick one from the queue on the left and its conversation is here. J and K move, Enter opens.",
    unknownTitle: "There's no such ticket",
    unknownText: "The number may be mistyped. Search for it, or pick one from the queue.",
    customer: "Customer",
    channelOf: (number: string, channel: string, category: string) => `${number} · ${channel} · ${category}`,
    named: (name: string, company: string) => `${name} · ${company}`,
    viewing: (name: string) => `${name} is looking`,
    writing: (name: string) => `${name} is replying`,
    holder: (name: string) => `held by ${name}`,
    blocked: (name: string) => `blocked by ${name}`,
  },
);
