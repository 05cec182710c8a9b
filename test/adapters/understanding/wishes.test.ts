import type { Wish } from "../../../src/domain/conversation/heard.js";
import { hear } from "./spoken-to.js";

const WISHES: Record<Wish, string[]> = {
  human: [
    "转人工",
    "人工客服",
    "我要转人工！",
    "请帮我转人工，谢谢",
    "人工人工",
    "別跟我扯了，找個活人來",
    "talk to a human",
    "agent",
    "can I speak to a real person please",
    "get me a manager",
  ],
  status: ["进度", "到哪一步了", "工单处理得怎么样了", "查一下进度", "status", "any update on my ticket?", "進度查詢"],
  back: ["返回", "上一步", "回到上一步", "back", "go back"],
  cancel: ["取消", "不用了", "算了", "不用了谢谢", "cancel", "never mind", "please cancel my request", "forget it"],
  help: ["帮助", "help", "你能做什么", "what can you do"],
  my_data: ["我的资料", "查看我的资料", "my data", "show me my data"],
  delete_data: ["删除我的资料", "请删除我的个人信息", "delete my data", "please delete all my data"],
  opt_out: ["退订", "不要再联系我", "unsubscribe", "stop contacting me"],
  reach_slack: ["以后在 Slack 联系我", "就发到Slack", "contact me on Slack", "send updates to Slack please"],
  reach_web: ["就发到网页", "以后在网页上联系我", "send updates to the web chat"],
  reach_here: ["以后都发到这里", "contact me here"],
  restart: ["重新开始", "从头来", "start over", "restart"],
  skip: ["跳过", "不方便", "不想给", "没有订单号", "skip", "prefer not to say", "i'd rather not say"],
};

describe.each(Object.entries(WISHES))("the wish %s", (wish, texts) => {
  test.each(texts)("%s", (text) => {
    expect(hear(text).wish).toBe(wish);
  });
});

test.each([
  "我要取消订单A10023",
  "物流进度到哪了",
  "怎么返回退货",
  "客服态度很差",
  "the agent was rude",
  "how do I cancel my subscription",
  "快递到哪了",
])("words of a wish inside a demand are no wish: %s", (text) => {
  expect(hear(text).wish).toBeNull();
});

test.each([
  ["English please", "en"],
  ["切换英文", "en"],
  ["can you speak English?", "en"],
  ["请说英文", "en"],
  ["说中文", "zh-CN"],
  ["Chinese please", "zh-CN"],
  ["看不懂英文，请说中文", "zh-CN"],
  ["你们的软件支持英文界面吗", null],
  ["hello", null],
])("a switch of language asked for: %s", (text, locale) => {
  expect(hear(text).switchTo).toBe(locale);
});

test.each([
  "对",
  "是的",
  "没错",
  "嗯",
  "嗯嗯",
  "好",
  "好的",
  "OK",
  "ok!",
  "yes",
  "right",
  "已解决",
  "好了",
  "👍",
  "是的没错",
  "解决了，谢谢",
  "yes, that's right",
])("yes: %s", (text) => {
  expect(hear(text).intent).toBe("affirm");
});

test.each([
  "不对",
  "不是",
  "no",
  "还没好",
  "没解决",
  "還沒好",
  "不是这个意思",
  "still broken",
  "not yet",
  "不对，我说的不是这个",
])("no: %s", (text) => {
  expect(hear(text).intent).toBe("deny");
});
