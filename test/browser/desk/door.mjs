// Coming in and going out: [sentence, steps, options].

import assert from "node:assert/strict";
import { addPerson, ANSWER_MS, openDesk } from "./stage.mjs";

export const journeys = [
  [
    "an invitation sets the password and opens the desk; its secret leaves the address; a second use is told in words",
    async ({ context, product, agent }) => {
      const person = { name: "赵敏", role: "agent", email: "zhao@desk.example", team: (await agent.get("agents")).items[0].team };
      await agent.does("agents", person);
      const { url } = await agent.does("invites", person);
      const page = await (await context()).newPage();
      await page.goto(`${product.base}/desk${new URL(url).hash}`);
      await page.getByRole("heading", { name: "欢迎加入服务台" }).waitFor({ timeout: ANSWER_MS });
      assert.equal(new URL(page.url()).hash, "");
      await page.getByLabel("设一个密码").fill("short");
      await page.getByRole("button", { name: "设好密码并进入" }).click();
      await page.getByText("密码太短，至少 10 个字符。").waitFor({ timeout: ANSWER_MS });
      await page.getByLabel("设一个密码").fill("a-long-and-lonely-password");
      await page.getByRole("button", { name: "设好密码并进入" }).click();
      await page.getByRole("navigation", { name: "主导航" }).waitFor({ timeout: ANSWER_MS });

      const again = await (await context()).newPage();
      await again.goto(`${product.base}/desk${new URL(url).hash}`);
      await again.getByLabel("设一个密码").fill("another-lonely-password");
      await again.getByRole("button", { name: "设好密码并进入" }).click();
      await again.getByText("这个链接已经用过或过期。请让管理员再发一个。").waitFor({ timeout: ANSWER_MS });
    },
    { allow: [/4\d\d \(/] },
  ],
  [
    "a wrong password says how many tries are left and keeps the e-mail; the right one opens the page that was asked for; signing out closes it",
    async (stage) => {
      const { context, product, agent } = stage;
      const person = await addPerson(product, agent, { name: "钱进" });
      const page = await (await context()).newPage();
      await page.goto(`${product.base}/desk/board`);
      await page.getByLabel("邮箱").fill(person.email);
      await page.getByLabel("密码", { exact: true }).fill("not-the-password");
      await page.keyboard.press("Enter");
      await page.getByText(/邮箱或密码不对。再错 \d 次将锁定 15 分钟。/).waitFor({ timeout: ANSWER_MS });
      assert.equal(await page.getByLabel("邮箱").inputValue(), person.email);
      await page.screenshot({ path: "test-results/desk-sign-in.png" });
      await page.getByLabel("密码", { exact: true }).fill(person.password);
      await page.keyboard.press("Enter");
      await page
        .getByRole("link", { name: "承诺板", exact: true })
        .and(page.locator("[aria-current=page]"))
        .waitFor({ timeout: ANSWER_MS });
      await page.getByRole("button", { name: "钱进的菜单" }).click();
      await page.getByRole("menuitem", { name: "退出" }).click();
      await page.getByRole("heading", { name: "登录服务台" }).waitFor({ timeout: ANSWER_MS });
    },
    { allow: [/4\d\d \(/] },
  ],
  [
    "disabled while at work: the next question closes the desk",
    async (stage) => {
      const { product, agent } = stage;
      const person = await addPerson(product, agent, { name: "孙静" });
      const page = await openDesk(stage, product, person);
      await page.getByRole("navigation", { name: "主导航" }).waitFor({ timeout: ANSWER_MS });
      await agent.changes(`agents/${person.id}`, { disabled: true });
      // The page may have asked something by itself before it is pressed.
      const pressed = page.getByRole("link", { name: "承诺板", exact: true }).click({ timeout: ANSWER_MS });
      await pressed.catch(() => undefined);
      await page.getByRole("heading", { name: "登录服务台" }).waitFor({ timeout: ANSWER_MS });
    },
    { allow: [/40[13] \(/] },
  ],
];
