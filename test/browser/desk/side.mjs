// Beside the conversation, the ticket's record, the customers, and demands that came by phone: [sentence, steps, options].

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { aTicket, addPerson, ANSWER_MS, openDesk } from "./stage.mjs";

const AXE = await readFile("node_modules/axe-core/axe.min.js", "utf8");
const DEMAND = "打印机卡纸了，今天就要用，能修吗";

const side = (page) => page.getByRole("complementary", { name: "工单资料" });
const dock = (page) => page.getByRole("region", { name: "内部备注，客户看不到" });
const appears = (where) => where.waitFor({ timeout: ANSWER_MS });

/** What axe finds on the page as it stands. */
async function finds(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await window.axe.run(document, { runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}

let customers = 0;
async function started(stage, more = {}) {
  customers += 1;
  const person = await addPerson(stage.product, stage.agent, { name: `周晨${customers}` });
  const made = await aTicket(stage.product, stage.agent, { contact: `side-${customers}@shop.example`, text: DEMAND, ...more });
  return { person, ...made };
}

export const journeys = [
  [
    "a note has its own place and key: the reply folds, the reply's key does nothing, what was typed survives Esc and a reload, and the customer never sees it",
    async (stage) => {
      const { product, agent } = stage;
      const { person, number, ticket, visitor } = await started(stage);
      const colleague = await addPerson(product, agent, { name: "欧阳立新" });
      const page = await openDesk(stage, product, person, { path: `/tickets/${number}` });
      await appears(side(page).getByRole("heading", { name: /^承诺/ }));
      await page.keyboard.press("n");
      const field = dock(page).getByRole("textbox");
      await appears(field);
      assert.equal(await field.evaluate((area) => area === document.activeElement), true);
      await page.keyboard.type("按原价补录，");
      await page.keyboard.press("Control+Enter");
      await appears(dock(page).getByText("备注用 Alt+Enter 保存"));
      assert.equal((await agent.get(`tickets/${number}/notes`)).items.length, 0);

      await page.keyboard.press("Escape");
      await appears(dock(page).getByRole("button", { name: "按原价补录，" }));
      await page.reload();
      await appears(dock(page).getByRole("button", { name: "按原价补录，" }));
      await page.keyboard.press("n");
      await page.keyboard.type("@欧阳");
      await appears(dock(page).getByRole("option", { name: colleague.name }));
      await page.keyboard.press("Enter");
      await page.keyboard.type("跟进");
      assert.equal(await field.inputValue(), `按原价补录，@${colleague.name} 跟进`);
      await page.keyboard.press("Alt+Enter");
      await appears(page.getByText("备注已存"));
      const { items } = await agent.get(`tickets/${number}/notes`);
      assert.deepEqual(
        items.map(({ text }) => text),
        [`按原价补录，@${colleague.name} 跟进`],
      );
      const log = await agent.get(`conversations/${ticket.conversationId}/messages?limit=200`);
      assert.ok(!JSON.stringify([log.items, await visitor.said()]).includes("按原价补录"));
    },
  ],
  [
    "a contact is masked until somebody says why; the look stands in the audit and the contact hides again",
    async (stage) => {
      const { product, agent } = stage;
      const { person, number, ticket } = await started(stage, { contact: "13800138123" });
      const page = await openDesk(stage, product, person, { path: `/tickets/${number}` });
      const box = side(page);
      await appears(box.getByText("138••••8123"));
      assert.ok(!(await box.innerText()).includes("13800138123"));
      await box.getByRole("button", { name: "显示 电话" }).click();
      const why = page.getByPlaceholder("例如：致电核对影响范围");
      await why.fill("致电核对影响范围");
      await page.keyboard.press("Enter");
      await appears(box.getByText("+8613800138123"));
      await appears(box.getByText(/\d+ 秒后隐去/));
      await box.getByRole("button", { name: /^隐去/ }).click();
      await appears(box.getByText("138••••8123"));
      const { items } = await agent.get(`audit?action=contact_shown&subject=${ticket.customerId}`);
      assert.deepEqual([items.length, items[0].agent, items[0].detail.kind], [1, person.id, "phone"]);
      assert.ok(!JSON.stringify(items).includes("致电"));
    },
  ],
  [
    "a promise says why it is due; a corrected classification keeps its reason and shows in the history at once; axe finds nothing",
    async (stage) => {
      const { person, number } = await started(stage);
      const page = await openDesk(stage, stage.product, person, { path: `/tickets/${number}` });
      const box = side(page);
      await appears(box.getByRole("button", { name: /首次答复/ }));
      assert.deepEqual(await finds(page), []);
      await box.getByRole("button", { name: /首次答复/ }).click();
      const why = page.getByRole("dialog", { name: /为什么“首次答复” .* 到期/ });
      await appears(why.getByText("登记工单"));
      await appears(why.getByText(/到期，记为失约/));
      assert.deepEqual(await finds(page), []);
      await page.keyboard.press("Escape");
      await why.waitFor({ state: "hidden" });

      await box.getByRole("button", { name: "更正" }).click();
      const dialog = page.getByRole("dialog", { name: /更正分类/ });
      await dialog.getByRole("combobox", { name: "形式" }).click();
      await page.getByRole("option", { name: "投诉" }).click();
      await dialog.getByLabel("原因（会留在备注里）").fill("客户后来说是投诉");
      await dialog.getByRole("button", { name: "保存" }).click();
      await dialog.waitFor({ state: "hidden", timeout: ANSWER_MS });
      await appears(box.getByText("·投诉"));
      await page.keyboard.press("]");
      await appears(box.getByText(/更正分类：形式 .* → 投诉/));
      await appears(box.getByText("客户后来说是投诉").first());
      await page.keyboard.press("]");
      await appears(box.getByText("近来的工单"));
      assert.deepEqual(await finds(page), []);
    },
  ],
  [
    "below 1280 pixels the side is a drawer; the note's handle stays in sight and its key opens both with the caret in the note",
    async (stage) => {
      const { person, number } = await started(stage);
      const viewport = { width: 1200, height: 800 };
      const page = await openDesk(stage, stage.product, person, { path: `/tickets/${number}`, viewport });
      await appears(page.getByRole("button", { name: "写内部备注" }));
      await page.keyboard.press("n");
      const drawer = page.getByRole("dialog", { name: number });
      const field = drawer.getByRole("textbox", { name: "内部备注，客户看不到" });
      await appears(field);
      await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
      // The caret in the note must not push the rest out of sight.
      assert.ok((await drawer.getByRole("tab", { name: "概览" }).boundingBox()).y >= 0);
      assert.deepEqual(await finds(page), []);
    },
  ],
  [
    "a demand by phone: the customer is known by the number, a wrong number is told beside its field, a reload loses nothing, Ctrl+Enter registers it once",
    async (stage) => {
      const { product, agent } = stage;
      const { person, number, ticket } = await started(stage, { name: "孙悦", contact: "13700137002" });
      const page = await openDesk(stage, product, person, { path: "/" });
      await appears(page.getByRole("link", { name: "登记电话、邮件或来访的需求" }));
      await page.keyboard.press("c");
      const phone = page.getByRole("textbox", { name: "电话" });
      await phone.fill("137");
      await page.getByRole("textbox", { name: "客户的原话" }).fill("孙悦来电：打印机又卡住了");
      await page.keyboard.press("Control+Enter");
      await appears(page.getByText("这个号码打不通：请核对位数，座机带区号。"));
      await phone.fill("137 0013 7002");
      await appears(page.getByRole("link", { name: number, exact: true }));
      assert.deepEqual(await finds(page), []);
      await page.reload();
      assert.equal(await page.getByRole("textbox", { name: "客户的原话" }).inputValue(), "孙悦来电：打印机又卡住了");
      await page.keyboard.press("Control+Enter");
      await page.waitForURL(/\/tickets\/T-\d+/, { timeout: ANSWER_MS });
      const { items } = await agent.get(`tickets?customerId=${ticket.customerId}`);
      assert.deepEqual([items.length, items[0].text], [2, "孙悦来电：打印机又卡住了"]);
      await page.goto(`${product.base}/desk/new`);
      assert.equal(await page.getByRole("textbox", { name: "客户的原话" }).inputValue(), "");
    },
    { allow: [/422 \(/] },
  ],
  [
    "a name that is markup or a formula is plain text in the list, the file and the record; the record leads back by Esc",
    async (stage) => {
      const { product, agent } = stage;
      const person = await addPerson(product, agent, { name: "吴桐" });
      const name = "<img src=x onerror=alert(1)>";
      const company = '=HYPERLINK("http://x.example","a")';
      const made = await agent.does("tickets", {
        channel: "visit",
        customer: { name, company, phone: "13088887777" },
        text: "<script>alert(1)</script>来问发票",
      });
      const page = await openDesk(stage, product, person, { path: "/customers" });
      await page.getByRole("searchbox").fill("13088887777");
      await appears(page.getByRole("cell", { name: company }));
      await page.getByRole("link", { name }).click();
      await appears(page.getByRole("heading", { name: new RegExp(name.replace(/[()]/g, "\\$&")) }));
      await appears(page.getByText("接下来欠客户的"));
      assert.deepEqual(await finds(page), []);
      await page.goto(`${product.base}/desk/tickets/${made.number}/history`);
      await appears(page.getByRole("heading", { name: new RegExp(made.number) }));
      await appears(page.getByText(/登记，定为 P\d/));
      assert.deepEqual(await finds(page), []);
      const saved = page.waitForEvent("download");
      await page.getByRole("link", { name: "下载对话记录" }).click();
      assert.match((await saved).suggestedFilename(), new RegExp(`^${made.number}.*\\.md$`));
      await page.keyboard.press("Escape");
      await page.waitForURL(new RegExp(`/tickets/${made.number}$`));
      assert.equal(await page.locator("img").count(), 0);
    },
  ],
];
