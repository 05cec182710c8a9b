// What a customer sees of the chat, and does there. Locators of playwright look into the open shadow roots.

import { words } from "./words.mjs";

export const ANSWER_MS = 15_000;
export const BACK_MS = 30_000;

export class Visitor {
  constructor(page, locale) {
    this.page = page;
    this.locale = locale;
    const { bot, panel, loader, cards, files } = words(locale);
    Object.assign(this, { bot, own: panel, loader, cards, files });
    this.bubble = page.locator("frontdoor-chat .dock > .bubble");
    this.panel = page.locator("frontdoor-chat section.panel");
    this.log = page.getByRole("log");
    this.composer = page.locator("frontdoor-chat .composer textarea");
    this.strip = page.locator("frontdoor-chat p.strip");
    this.desk = page.locator("frontdoor-chat .item.desk");
    this.mine = page.locator("frontdoor-chat .item.mine");
    this.failed = page.locator("frontdoor-chat .item.mine.failed");
    this.frame = page.locator("frontdoor-chat .item.desk .frame");
  }

  /** Presses the bubble, if there is one to press. */
  async opens() {
    await this.bubble.click();
    await this.panel.waitFor({ timeout: ANSWER_MS });
  }

  async greeted() {
    await this.sees(this.bot("privacy.notice"));
  }

  /** The newest message of the desk with these words in it. */
  async sees(text, ms = ANSWER_MS) {
    const found = this.desk.filter({ hasText: text }).last();
    await found.waitFor({ timeout: ms });
    return found;
  }

  async writes(text) {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** The desk has it, and the page shows that. */
  async delivered(text, ms = ANSWER_MS) {
    await this.page
      .locator("frontdoor-chat .item.mine:not(.pending, .failed)", { hasText: text })
      .first()
      .waitFor({ timeout: ms });
  }

  async says(text, ms = ANSWER_MS) {
    await this.writes(text);
    await this.delivered(text, ms);
  }

  async pressesChip(label) {
    await this.page
      .locator("frontdoor-chat .chips")
      .getByRole("button", { name: label, exact: true })
      .click({ timeout: ANSWER_MS });
  }

  /** In the newest card that has such a button. */
  async pressesInCard(label) {
    const button = this.frame.getByRole("button", { name: label, exact: true }).last();
    await button.click({ timeout: ANSWER_MS });
  }

  async fills(fields) {
    for (const [label, value] of Object.entries(fields))
      await this.frame.getByLabel(label).last().fill(value, { timeout: ANSWER_MS });
  }

  /** What each message says, in order. */
  async everything() {
    return this.page.locator("frontdoor-chat .item").evaluateAll((all) =>
      all.map((one) =>
        [...one.querySelectorAll(".bubble, .frame, .filename bdi")]
          .map((part) => part.innerText)
          .join(" ")
          .trim(),
      ),
    );
  }

  async countOf(text) {
    return (await this.everything()).filter((one) => one === text).length;
  }

  /** From a free sentence to the receipt, by cards; answers the ticket's number. */
  async registers({ demand, stopped, name, contact } = DEMANDS[this.locale]) {
    await this.greeted();
    await this.writes(demand);
    if (stopped !== undefined) await this.pressesChip(this.bot(stopped ? "choice.yes" : "choice.no"));
    await this.sees(this.bot("ask.name_contact"));
    await this.fills({ [this.bot("form.name")]: name, [this.bot("form.contact")]: contact });
    await this.pressesInCard(this.bot("form.submit"));
    await this.pressesInCard(this.bot("choice.submit"));
    const receipt = await this.sees(/T-\d{6}/);
    return /T-\d{6}/.exec(await receipt.innerText())[0];
  }
}

export const DEMANDS = {
  "zh-CN": { demand: "打印机卡纸了，今天就要用，能修吗", stopped: false, name: "王芳", contact: "138 0013 8000" },
  en: {
    demand: "The printer is broken and we need it today. Can you repair it?",
    name: "Anna Schmidt",
    contact: "anna@contoso.example",
  },
};
