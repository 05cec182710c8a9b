// Every page of the desk, and every dialog and menu of them: [name, who looks, address, what opens it].

const PERSON = "周晨";
const CHIEF = "林青";
const WANG = "王芳";
const REED = "Tom Reed";

/** A single key acts outside a field alone. */
const key = (name) => async (page) => {
  await page.locator(".rail a").first().focus();
  await page.keyboard.press(name);
};
const click = (selector) => (page) => page.locator(selector).first().click();
const fills = (selector, text) => (page) => page.locator(selector).first().fill(text);
const all =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };
const wait = (selector) => (page) => page.locator(selector).first().waitFor();

const DIALOG = wait("[role=dialog]:visible");
const MENU = wait("[role=menu]:visible");
const ticket =
  (name, end = "?tab=team") =>
  ({ tickets }) =>
    `/tickets/${tickets[name].number}${end}`;
const REPLY = "section.reply textarea";
const DONE = ".pane .said.out";

export const PAGES = [
  ["queue-mine", PERSON, "/?tab=mine", wait(".rows .row")],
  ["queue-unassigned", PERSON, "/?tab=unassigned", wait(".rows .row")],
  ["queue-nothing-found", PERSON, "/?tab=mine&priority=P4", wait(".queue .empty")],
  ["conversation", PERSON, ticket(WANG), wait(DONE)],
  ["conversation-english", PERSON, ticket(REED), wait(DONE)],
  ["conversation-paused", PERSON, ticket("林晓", "?tab=waiting"), wait(DONE)],
  ["conversation-resolved", CHIEF, ticket("Anna Berg", "?tab=waiting"), wait(DONE)],
  ["conversation-unassigned", PERSON, ticket("郭涛"), wait(REPLY)],
  ["conversation-by-phone", PERSON, ticket("赵鹏"), wait(REPLY)],
  ["ticket", PERSON, ticket(WANG, "/history"), wait(".history li, .line")],
  ["ticket-closed", CHIEF, ticket("2026-11-19 0", "/history"), wait("table.plain")],
  ["ticket-new", PERSON, "/new", wait("main textarea")],
  ["board", PERSON, "/board", wait("table.plain")],
  ["board-day", CHIEF, "/board?hours=24", wait("table.plain")],
  ["board-clear", CHIEF, ({ people }) => `/board?owedBy=${people["何洁"].id}`, wait("main h1")],
  ["customers", CHIEF, "/customers", wait("table.plain")],
  [
    "customer",
    CHIEF,
    async ({ tickets, agent }) => `/customers/${(await agent.get(`tickets/${tickets[WANG].number}`)).customerId}`,
    wait("main h1"),
  ],
  ["reports", CHIEF, "/reports?period=week&at=2026-11-20", wait("main svg[role=img], main .chart svg")],
  ["reports-table", CHIEF, "/reports?period=week&at=2026-11-20", all(wait("main .chart svg"), key("t"), wait("main table"))],
  ["digests", CHIEF, "/reports?tab=digests", wait("main h1")],
  ["alerts", CHIEF, "/alerts", wait("table.plain")],
  ["alerts-named", "陈立", "/alerts?show=all", wait("table.plain")],
  ["deliveries", CHIEF, "/alerts?show=deliveries", wait(".empty")],
  ["people", CHIEF, "/people", wait("table.plain")],
  ["audit", CHIEF, "/people?tab=audit", wait("table.plain")],
  ["settings", CHIEF, "/settings", wait(".box")],
  ["settings-policy", CHIEF, "/settings?tab=policy", wait("table")],
  ["settings-calendar", CHIEF, "/settings?tab=calendar", wait(".box")],
  ["settings-channels", CHIEF, "/settings?tab=channels", wait(".box")],
  ["no-page", PERSON, "/nowhere", wait(".empty")],
];

const AT_WANG = [PERSON, ticket(WANG)];
const opened = (...acts) => all(wait(DONE), ...acts);

export const DIALOGS = [
  ["reply-written", ...AT_WANG, opened(fills(REPLY, "备用页开好后请您先试下一单，我在线等您结果"))],
  ["reply-update", ...AT_WANG, opened(key("u"))],
  ["reply-move", ...AT_WANG, opened(key("x"))],
  ["reply-evidence", ...AT_WANG, opened(key("m"))],
  ["reply-phrases", ...AT_WANG, opened(fills(REPLY, "/"), (page) => page.locator(REPLY).press("End"))],
  ["note", ...AT_WANG, opened(key("n"), wait(".dock textarea, .note-dock textarea, aside textarea, .side textarea"))],
  ["why", ...AT_WANG, opened(key("w"), DIALOG)],
  ["assign", ...AT_WANG, opened(key("a"), DIALOG)],
  ["priority", ...AT_WANG, opened(key("p"), DIALOG)],
  ["result", ...AT_WANG, opened(key("e"), DIALOG)],
  ["more", ...AT_WANG, opened(click(".conversation [aria-haspopup=menu]"), MENU)],
  ["filter", ...AT_WANG, opened(key("f"), wait(".filter-form"))],
  ["keys", ...AT_WANG, opened(key("?"), DIALOG)],
  ["me", ...AT_WANG, opened(click("button.me"), MENU)],
  ["search", ...AT_WANG, opened((page) => page.keyboard.press("Control+k"), DIALOG, fills("[role=dialog] input", "登录"))],
  ["password", ...AT_WANG, opened(click("button.me"), MENU, (page) => page.locator("[role=menuitem]").nth(-2).click(), DIALOG)],
  ["side-history", ...AT_WANG, opened(key("]"))],
  ["side-customer", ...AT_WANG, opened(key("]"), key("]"))],
  ["invite", CHIEF, "/people", all(wait("table.plain"), click("main header button, .page button.mantine-Button-root"), DIALOG)],
  ["person", CHIEF, "/people", all(wait("table.plain"), click("main [aria-haspopup=menu]"), MENU)],
];
