import { TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  await desk.instance();
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

/** What a page of the desk hears on that instance, as text. */
async function listening(nth: number) {
  const gone = new AbortController();
  const answer = await fetch(`${desk.base(nth)}/api/v1/live`, {
    headers: { authorization: `Bearer ${li.token}` },
    signal: gone.signal,
  });
  let heard = "";
  let ended = false;
  const read = async () => {
    const words = new TextDecoder();
    for await (const bytes of answer.body!) heard += words.decode(bytes as Uint8Array, { stream: true });
  };
  void read()
    .catch(() => undefined)
    .finally(() => (ended = true));
  return { heard: () => heard, ended: () => ended, leave: () => gone.abort(), status: answer.status };
}

test("pages on both instances hear of a message, of the customer's typing and of a colleague; a stop ends them at once", async () => {
  const pages = [await listening(0), await listening(1)];
  expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.post({ type: "typing" }).catch(() => undefined);
  await wang.call("POST", `/v3/directline/conversations/${wang.conversationId}/activities`, { type: "typing" });
  await wang.say("打印机坏了开不了机,电话 13900139000");
  for (const page of pages) {
    await until(() => /event: said\ndata: .*/.test(page.heard()) && page.heard().includes(wang.conversationId), "the message");
    await until(() => page.heard().includes("event: typing"), "the typing");
    expect(page.heard()).not.toContain("打印机");
  }
  const stopping = desk.stopInstances();
  for (const page of pages) await until(() => page.ended(), "the end", 5_000);
  await stopping;
});
