import { SlackFault } from "../../../../src/adapters/channels/slack/api/fault.js";
import type { SlackUser } from "../../../../src/adapters/channels/slack/api/slack-api.js";
import { makePeople } from "../../../../src/adapters/channels/slack/customers/people.js";

const HOUR_MS = 3_600_000;
const anna: SlackUser = {
  id: "U0ANNA",
  team_id: "T0HOME",
  real_name: "Anna Schmidt",
  tz: "Europe/Berlin",
  locale: "en-GB",
  profile: { email: "Anna@Contoso.example" },
};

function setUp(user: SlackUser | Error) {
  const state = { user, now: 0, asked: 0 };
  const userInfo = () => {
    state.asked += 1;
    return state.user instanceof Error ? Promise.reject(state.user) : Promise.resolve(state.user);
  };
  const people = makePeople({ api: { userInfo }, now: () => state.now });
  return { state, people, anna: () => people.of("U0ANNA", "T0HOME") };
}

test("name, e-mail, language and zone come from the profile, asked once an hour or when it changes", async () => {
  const { state, people, anna: ask } = setUp(anna);
  const known = { name: "Anna Schmidt", company: null, email: "anna@contoso.example", phone: null };
  expect(await ask()).toEqual({ locale: "en", zone: "Europe/Berlin", profile: known, isBot: false });
  await ask();
  expect(state.asked).toBe(1);
  people.forget("U0ANNA");
  await ask();
  state.now = HOUR_MS;
  await ask();
  expect(state.asked).toBe(3);
});

test.each([
  ["a guest", { is_restricted: true }],
  ["a guest of one channel", { is_ultra_restricted: true }],
  ["somebody of another workspace", { team_id: "T0OTHER" }],
  ["a stranger", { is_stranger: true }],
  ["somebody whose address nobody confirmed", { is_email_confirmed: false }],
])("%s is not known by an e-mail (service-process 1)", async (_, more) => {
  const { profile } = await setUp({ ...anna, ...more }).anna();
  expect(profile).toEqual({ name: "Anna Schmidt", company: null, email: null, phone: null });
});

test("while Slack cannot be asked nothing is known, and it is asked again soon", async () => {
  const { state, anna: ask } = setUp(new SlackFault({ kind: "limited", error: "ratelimited", method: "users.info" }));
  expect(await ask()).toMatchObject({ profile: null, locale: null });
  state.user = anna;
  state.now = 5_000;
  expect((await ask()).profile).toBeNull();
  state.now = 10_001;
  expect((await ask()).profile).not.toBeNull();
  expect(state.asked).toBe(2);
});
