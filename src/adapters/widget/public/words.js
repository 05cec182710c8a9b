// What the page says, and in which language it says it.

const WORDS = {
  "zh-CN": {
    about: "智能助手接待，随时可以转人工",
    placeholder: "请描述您的问题…",
    send: "发送",
    log: "对话记录",
    hint: "随时可以输入“进度”“人工”“取消”。Enter 发送，Shift+Enter 换行。",
    other: "EN",
    otherLabel: "EN, switch to English",
    me: "您",
    connecting: "正在连接…",
    lost: "连接断开，正在重连。您写的都在，恢复后自动发出。",
    back: "已恢复连接。",
    busy: "现在连不上服务器，稍后自动再试。您写的都在。",
    waiting: "等待发出",
    sent: "已送达",
    failed: "没有发出，内容还在。",
    tooLong: "太长了，没有发出。最多 300,000 字。",
    again: "重新发送",
    news: (n) => `${n} 条新消息 ↓`,
    fresh: "上一段对话已经结束，这里是新的对话。",
  },
  en: {
    about: "An assistant answers; ask for a person any time",
    placeholder: "Tell us what happened…",
    send: "Send",
    log: "Conversation",
    hint: "Type “status”, “human” or “cancel” any time. Enter sends, Shift+Enter breaks the line.",
    other: "中文",
    otherLabel: "中文，切换到中文",
    me: "You",
    connecting: "Connecting…",
    lost: "Connection lost, trying again. Your text is safe and goes out once we're back.",
    back: "Connection is back.",
    busy: "The server can't be reached; we keep trying. Your text is safe.",
    waiting: "Waiting to be sent",
    sent: "Delivered",
    failed: "Not sent; your text is safe.",
    tooLong: "Too long, so it was not sent. 300,000 characters is the most.",
    again: "Send again",
    news: (n) => `${n} new ${n === 1 ? "message" : "messages"} ↓`,
    fresh: "The earlier conversation has ended; this is a new one.",
  },
};

const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language ?? "zh-CN";
export const locale = asked.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
export const words = WORDS[locale];
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
