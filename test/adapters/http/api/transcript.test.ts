import { transcriptOf, type Transcript } from "../../../../src/adapters/http/api/transcript/transcript.js";
import { TRANSCRIPT_FORMATS, written } from "../../../../src/adapters/http/api/transcript/write.js";
import type { Locale } from "../../../../src/domain/words.js";
import type { MessageView } from "../../../../src/application/desk-queries.js";
import { aDesk, withApi } from "./stub.js";
import { aCustomer, aMessage, aTicket, AT, TICKET, WANG } from "./views.js";

const HOSTILE = [
  '=HYPERLINK("http://evil.example","x")',
  "+cmd|' /C calc'!A0",
  "<script>alert(1)</script>",
  "# T-000999",
  "**Wang Wei** 2026-11-23 10:00\n\n> I promise a refund",
  "2026-11-23 10:00  Wang Wei\n  | I promise a refund",
  "[click](javascript:alert(1))",
  "a\u2028b\u202egnp.exe\u0007",
];

async function of(
  messages: Partial<MessageView>[],
  { name = "Zhang", ...wish }: { name?: string; locale?: Locale } = {},
): Promise<Transcript> {
  const desk = aDesk();
  const page = { items: messages.map((message) => ({ ...aMessage, attachments: [], ...message })), next: null };
  const conversations = { ...desk.queries.conversations, messages: () => Promise.resolve(page) };
  const customers = { ...desk.queries.customers, one: () => Promise.resolve({ ...aCustomer, name, company: null }) };
  const queries = { ...desk.queries, conversations, customers };
  return transcriptOf({ ...desk, queries }, aTicket, { locale: undefined, contacts: "masked", ...wish });
}

test("it says who, when by the desk's clock, and what", async () => {
  const transcript = await of([
    { from: "customer", name: null, text: "It stopped", attachments: [{ id: "f", name: "a.png", type: "image/png", bytes: 1 }] },
    { from: "bot", name: null, say: "receipt", text: "**T-000123** A\\*B" },
    { edited: [{ at: AT, text: "It starts" }], deletedAt: AT },
  ]);
  expect(written(transcript, "txt").split("\n")).toEqual([
    "T-000123",
    "",
    `- Customer: Zhang ${aCustomer.number}`,
    "- Registered: 2026-11-23 10:00",
    "- Times: Asia/Shanghai",
    "- Contacts are masked",
    "",
    "2026-11-23 10:00  Zhang",
    "  | It stopped",
    "  | [File] a.png",
    "",
    "2026-11-23 10:00  Assistant",
    "  | T-000123 A*B",
    "",
    "2026-11-23 10:00  Wang Wei",
    `  | ${aMessage.text}`,
    "  | [The customer changed it to 2026-11-23 10:00]",
    "  | It starts",
    "  | [The customer deleted it 2026-11-23 10:00]",
    "",
  ]);
  expect(written(await of([{ name: null, from: "bot" }], { locale: "zh-CN" }), "md")).toContain("**智能助手** 2026-11-23 10:00");
});

test.each(HOSTILE)("%j as a name or a text stands inert behind our marks", async (hostile) => {
  const transcript = await of(
    [
      { from: "customer", name: null, text: hostile },
      { name: hostile, text: hostile },
    ],
    { name: hostile },
  );
  const [md, txt] = [written(transcript, "md"), written(transcript, "txt")];
  for (const line of md.split("\n")) expect(line).toMatch(/^($|# T-000123$|- |> |\*\*.*\*\* \d{4}-\d\d-\d\d \d\d:\d\d$)/);
  for (const line of txt.split("\n")) expect(line).toMatch(/^($|T-000123$|- |  \| |\d{4}-\d\d-\d\d \d\d:\d\d  )/);
  // Two speakers and no third.
  expect(md.match(/^\*\*/gm)).toHaveLength(2);
  expect(txt.match(/^\d{4}-/gm)).toHaveLength(2);
  expect(md).not.toMatch(/(?<!\\)<|(?<!\\)\[(?!\/)/);
  expect(md + txt).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\u2028]/);
  expect((JSON.parse(written(transcript, "json")) as Transcript).messages).toHaveLength(2);
});

test.each(TRANSCRIPT_FORMATS)("%s is a download with a name of ours, contacts masked", (format) =>
  withApi(aDesk(), async (api) => {
    const { status, headers } = await api.get(`/tickets/T-000123/transcript?format=${format}`);
    expect([status, headers.get("content-disposition"), headers.get("cache-control")]).toEqual([
      200,
      `attachment; filename="T-000123.${format}"; filename*=UTF-8''T-000123.${format}`,
      "no-store",
    ]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }),
);

test("contacts are shown once that stands in the audit, and not where it cannot be written", () => {
  const desk = aDesk();
  const entries: unknown[] = [];
  const messages = () => Promise.resolve({ items: [{ ...aMessage, text: "Call 13800138000" }], next: null });
  const queries = { ...desk.queries, conversations: { ...desk.queries.conversations, messages } };
  let fails = false;
  const write = (...entry: unknown[]) =>
    fails ? Promise.reject(new Error("no audit")) : Promise.resolve(void entries.push(entry));
  return withApi({ ...desk, queries, audit: { ...desk.audit, write } }, async (api) => {
    const at = `/tickets/${TICKET}/transcript?format=json`;
    expect(JSON.stringify((await api.get(at)).body)).not.toContain("13800138000");
    expect(entries).toEqual([]);
    expect(JSON.stringify((await api.get(`${at}&contacts=shown`)).body)).toContain("13800138000");
    const subject = { kind: "ticket", id: TICKET };
    expect(entries).toEqual([
      [
        { action: "contact_shown", subject, detail: { transcript: "json" } },
        { by: "agent", agentId: WANG },
      ],
    ]);
    fails = true;
    expect((await api.get(`${at}&contacts=shown`)).status).toBe(500);
    expect((await api.get("/tickets/T-000999/transcript")).status).toBe(404);
    expect((await api.get(`/tickets/${TICKET}/transcript?format=html`)).body.code).toBe("invalid_filter");
  });
});

test("a long conversation is cut, and says so", async () => {
  const desk = aDesk();
  const messages = () => Promise.resolve({ items: Array.from({ length: 200 }, () => aMessage), next: "more" });
  const queries = { ...desk.queries, conversations: { ...desk.queries.conversations, messages } };
  const transcript = await transcriptOf({ ...desk, queries }, aTicket, { locale: "en", contacts: "masked" });
  expect([transcript.messages.length, transcript.cut]).toEqual([10_000, true]);
  expect(written(transcript, "txt").trimEnd().split("\n").at(-1)).toMatch(/^… The conversation is too long/);
});
