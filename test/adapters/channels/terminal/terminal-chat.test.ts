import { PassThrough } from "node:stream";
import { runTerminalChat } from "../../../../src/adapters/channels/terminal/terminal-chat.js";
import { served, type Served, until } from "../directline/served.js";

describe("the terminal chat", () => {
  let server: Served;
  beforeEach(async () => (server = await served()));
  afterEach(() => server.close());

  const chat = () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let text = "";
    output.on("data", (data: Buffer) => (text += data.toString()));
    const ended = runTerminalChat({ baseUrl: server.base, input, output, locale: "zh-CN" });
    return { input, ended, screen: () => text, type: (line: string) => input.write(`${line}\n`) };
  };

  test("greets with numbered buttons, sends what is typed, picks a button by its number, shows what comes later", async () => {
    const { input, ended, screen, type } = chat();
    await until(() => screen().includes("小川: 您好，我是小川。\n  [1] 查进度"), "greeting");
    type("打印机坏了");
    await until(() => screen().includes("小川: 收到：打印机坏了"), "answer");
    const { conversationId } = server.desk.opened.at(-1)!;
    server.desk.tell(conversationId, [
      { from: "agent", name: "李敏", text: "行吗？\u001b[2J", buttons: [{ askId: "a-2", choice: "yes", label: "可以" }] },
    ]);
    await until(() => screen().includes("李敏: 行吗？[2J\n  [1] 可以"), "agent");
    type("1");
    await until(() => server.desk.received.length === 2, "button");
    expect(server.desk.received[1]).toMatchObject({ text: "可以", value: { askId: "a-2", choice: "yes" }, locale: "zh-CN" });
    input.end();
    await ended;
    await until(() => [...server.desk.cursors()].length === 0, "socket closed");
  });

  test("what is piped in is said in order, and answers are waited for", async () => {
    const { input, ended, screen } = chat();
    input.end("一\n二\n\n三\n");
    await ended;
    expect(server.desk.received.map(({ text }) => text)).toEqual(["一", "二", "三"]);
    expect(screen()).toMatch(/收到：一[\s\S]*收到：二[\s\S]*收到：三/);
  });

  test("a message typed while the database is away goes out once, and the line comes back after a stop", async () => {
    const { input, ended, screen, type } = chat();
    await until(() => screen().includes("[1]"), "greeting");
    server.desk.away = true;
    type("重要");
    await new Promise((resolve) => setTimeout(resolve, 400));
    server.desk.away = false;
    await until(() => screen().includes("收到：重要"), "answer");
    expect(server.desk.received).toHaveLength(1);
    await server.close();
    server = await served({}, server);
    await until(() => screen().includes("已恢复连接"), "back");
    input.end();
    await ended;
  });

  test("says that no desk is there", async () => {
    const nobody = runTerminalChat({
      baseUrl: "http://127.0.0.1:9",
      input: new PassThrough(),
      output: new PassThrough(),
      locale: "en",
    });
    await expect(nobody).rejects.toThrow(/No desk answers at http:\/\/127.0.0.1:9/);
  });
});
