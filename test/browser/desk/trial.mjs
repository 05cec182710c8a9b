// The README's five minutes, step by step as it tells them, on a product that nobody has used before: [sentence, steps, options].

import assert from "node:assert/strict";
import { makeProduct } from "../product.mjs";
import { ANSWER_MS } from "./stage.mjs";

const DEMAND = "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单";
const SENT_MS = 20_000;
/** A step of the clock decides all that falls due on the way. */
const MOVED_MS = 30_000;

const box = (page) => page.getByRole("region", { name: "回复客户" }).getByRole("textbox").first();
const strip = (page) => page.getByRole("region", { name: "欠着的承诺" });

/** Keys act outside text fields. */
const presses = async (page, key) => {
  await page.getByRole("link", { name: "队列", exact: true }).focus();
  await page.keyboard.press(key);
};

async function moves(page, step) {
  await page.getByRole("button", { name: /拨动虚拟时钟/ }).click();
  await page.getByRole("button", { name: step, exact: true }).click();
  await page.keyboard.press("Escape");
}

/** The first administrator, by the link that the start printed. */
async function comesIn({ context }, product) {
  const [, link] = /Desk:\s+(\S+#welcome=\S+)/.exec(product.log());
  const made = await context({
    viewport: { width: 1440, height: 900 },
    prepare: `if (location.protocol !== "about:") localStorage.setItem("frontdoor.desk.preferences", '{"locale":"zh-CN","sound":false}')`,
  });
  const page = await made.newPage();
  await page.goto(link);
  await page.getByLabel("姓名").fill("李敏");
  await page.getByLabel("邮箱").fill("limin@desk.example");
  await page.getByLabel("设一个密码").fill("a-long-and-lonely-password");
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "主导航" }).waitFor({ timeout: ANSWER_MS });
  return page;
}

async function registers(visitor) {
  await visitor.says(DEMAND);
  await visitor.pressesInCard("对，提交");
  await visitor.sees("T-000001");
  await visitor.pressesChip("全部");
}

/** Steps 3 to 6: an agent who is late, then answers, then lets the cadence pass. */
async function serves(page, visitor) {
  await page
    .getByRole("link", { name: /王芳/ })
    .or(page.locator(".rows .row", { hasText: "王芳" }))
    .first()
    .click();
  await strip(page).getByText("10:10").first().waitFor({ timeout: ANSWER_MS });
  await moves(page, "8 分钟");
  await visitor.sees("T-000001：说好 10:10 前答复您", MOVED_MS);
  await presses(page, "i");
  await visitor.sees("李敏来了，前面说的都看得到。", ANSWER_MS);
  await presses(page, "r");
  await box(page).fill("王女士您好，我是李敏，正在查订单库。");
  await box(page).press("Control+Enter");
  await visitor.sees("王女士您好，我是李敏，正在查订单库。", SENT_MS);
  await presses(page, "u");
  await box(page).fill("原因找到了：订单库磁盘写满，正在扩容，预计半小时恢复。");
  await box(page).press("Control+Enter");
  await visitor.sees("预计半小时恢复", SENT_MS);
  await visitor.sees(/前告诉您下一次进展/, ANSWER_MS);
  await moves(page, "2 小时");
  await visitor.sees("现在还没有新结果。李敏仍在处理", MOVED_MS);
}

async function resolves(page, visitor) {
  await presses(page, "e");
  await page.getByLabel("做了什么").fill("订单库扩容 2 TB，补录 37 笔订单");
  await page.getByLabel("结果怎样").fill("下单已恢复，核对无遗漏");
  await page.getByLabel("以后怎样避免").fill("磁盘用到 70% 即告警");
  await page.getByRole("button", { name: /发给客户验收/ }).click();
  await visitor.sees("补录 37 笔订单", ANSWER_MS);
  await visitor.says("好了，可以下单了");
  await visitor.sees("好的，这件事先到这里。", ANSWER_MS);
  await moves(page, "2 小时");
  const rows = visitor.frame.getByRole("radiogroup");
  await rows.nth(3).waitFor({ timeout: MOVED_MS });
  await visitor.says("5 5 4 5");
  await visitor.sees("谢谢，分数记下了。", ANSWER_MS);
}

export const journeys = [
  [
    "the README's five minutes: a demand, a first administrator, a delay told before it bites, a reply, a cadence held, a result accepted, marks",
    async (stage) => {
      const product = await makeProduct({ FRONTDOOR_CLOCK: "virtual@2026-11-23T02:00:00Z" });
      try {
        await product.start();
        const visitor = await stage.visit(product.base);
        await registers(visitor);
        const page = await comesIn(stage, product);
        await serves(page, visitor);
        await resolves(page, visitor);
        await page.getByRole("link", { name: "报表", exact: true }).click();
        await page.getByText("每天的诉求").waitFor({ timeout: ANSWER_MS });
        await page.screenshot({ path: "test-results/desk-trial-reports.png" });
        await page.getByRole("link", { name: "承诺板", exact: true }).click();
        await page.getByRole("heading", { name: "我们欠着什么" }).waitFor({ timeout: ANSWER_MS });
        assert.match(product.log(), /The clock is virtual/);
      } finally {
        // Who still asks would find nobody.
        for (const page of stage.pages()) await page.close();
        await product.stop();
        await product.remove();
      }
    },
    // Its product has an address of its own.
    { allow: [/foreign request: http:\/\/127\.0\.0\.1/], ms: 240_000 },
  ],
];
