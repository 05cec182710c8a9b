// What a customer sees of the stock Web Chat, and does there. Found by role and label where it has them, else by its own class names.

const SAID = ".webchat__basic-transcript__activity-body";
const CARD = ".ac-adaptiveCard";
const ANSWER_MS = 20_000;

export class Visit {
  constructor(page) {
    this.page = page;
    this.shots = 0;
  }

  said(text) {
    return this.page.locator(SAID, { hasText: typeof text === "string" ? asShown(text) : text });
  }

  /** The last message with these words in it. */
  async sees(text, ms = ANSWER_MS) {
    await this.said(text).last().waitFor({ timeout: ms });
    return this.said(text).last().innerText();
  }

  async writes(text) {
    const box = this.page.locator(".webchat__send-box-text-box__input");
    await box.fill(text);
    await box.press("Enter");
  }

  suggested() {
    return this.page.locator(".webchat__suggested-actions__button").allInnerTexts();
  }

  async pressesSuggested(label) {
    await this.page.locator(".webchat__suggested-actions__button", { hasText: label }).first().click({ timeout: ANSWER_MS });
  }

  /** The newest button of a card that is called so. */
  async pressesInCard(label) {
    const button = this.page.locator(CARD).getByRole("button", { name: label, exact: true }).last();
    await button.click({ timeout: ANSWER_MS });
  }

  /** Fills the newest card's fields by their labels. */
  async fills(fields) {
    for (const [label, value] of Object.entries(fields))
      await this.page.locator(CARD).getByLabel(label).last().fill(value, { timeout: ANSWER_MS });
  }

  /** Of the newest card's questions, in order, the choice that is called so. */
  async chooses(titles) {
    const sets = this.page.locator(CARD).last().locator(".ac-choiceSetInput-expanded");
    for (const [index, title] of titles.entries())
      await sets.nth(index).getByRole("radio", { name: title }).check({ timeout: ANSWER_MS });
  }

  async attaches(file) {
    await this.page.locator(".webchat__upload-button--file-input").setInputFiles(file);
    await this.page.locator(".webchat__attachment-icon--checked").waitFor({ timeout: ANSWER_MS });
    await this.page.locator(".webchat__send-button").click();
  }

  /** Pictures among the messages, once so many are there: the width is 0 where one could not be loaded. */
  async pictures(count = 1) {
    const all = this.page.locator(`${SAID} .webchat__bubble__content img`);
    await all.nth(count - 1).waitFor({ timeout: ANSWER_MS });
    return all.evaluateAll((images) =>
      Promise.all(
        images.map(async (image) => {
          await image.decode().catch(() => undefined);
          return { src: image.src, width: image.naturalWidth };
        }),
      ),
    );
  }

  /** What is marked as not sent, which it is after 20 s; it then stands at the end. */
  async sendsAgain() {
    const bubbles = (await this.everything()).length;
    await this.page
      .locator(".webchat__stacked-layout__status button")
      .last()
      .click({ timeout: 2 * ANSWER_MS });
    await this.page.locator(`${SAID} .webchat__bubble__content`).nth(bubbles).waitFor({ timeout: ANSWER_MS });
  }

  /** What each message shows, in order, without the moment beneath it. */
  async everything() {
    const contents = await this.page.locator(`${SAID} .webchat__bubble__content`).allInnerTexts();
    return contents.map((content) => content.trim());
  }

  /** Sentences of some length are said once in these journeys. */
  async saidTwice() {
    const all = (await this.everything()).filter((content) => content.length > 12);
    return all.filter((content, index) => all.indexOf(content) !== index);
  }

  async shot(name) {
    // It scrolls softly to what is new.
    await this.page.waitForTimeout(700);
    await this.page.screenshot({ path: `test-results/webchat-${name}-${++this.shots}.png` });
  }
}

/** Web Chat's Markdown makes typographer's quotes of the plain ones. */
const asShown = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/['"]/g, "['’\"“”]"));
