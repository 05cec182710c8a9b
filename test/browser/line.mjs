// A customer over Direct Line without a page: for journeys that are about the other side of the desk.

const HEARD_MS = 20_000;
const LOOK_AGAIN_MS = 120;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let visitors = 0;

/** A customer over Direct Line, from an address of their own, so that the limits count each apart. */
export async function makeVisitor(base, more = {}) {
  visitors += 1;
  const from = { "x-forwarded-for": `198.18.${visitors >> 8}.${visitors & 255}` };
  const call = async (method, path, body, token) => {
    const isForm = body instanceof FormData;
    const headers = { ...from, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    if (body !== undefined && !isForm) headers["content-type"] = "application/json";
    const sent = body === undefined || isForm ? body : JSON.stringify(body);
    const answer = await fetch(base + path, { method, headers, body: sent });
    const read = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(read)}`);
    return read;
  };
  const { token, conversationId } = await call("POST", "/chat/token", { locale: "zh-CN", ...more });
  await call("POST", "/v3/directline/conversations", { locale: "zh-CN" }, token);
  const path = `/v3/directline/conversations/${conversationId}`;
  const all = [];
  let watermark = "0";
  const visitor = {
    conversationId,
    post: (activity) => call("POST", `${path}/activities`, { type: "message", locale: "zh-CN", ...activity }, token),
    upload: (form) => call("POST", `${path}/upload`, form, token),
    /** Everything so far; asks for what is new only. */
    said: async () => {
      for (;;) {
        const page = await call("GET", `${path}/activities?watermark=${watermark}`, undefined, token);
        if (page.activities.length === 0) return all;
        all.push(...page.activities);
        watermark = page.watermark;
      }
    },
    /** The newest message of the desk, once it is of that kind; it stands after the message with the id `after`. */
    hears: async (is, after = "") => {
      for (const until = Date.now() + HEARD_MS; Date.now() < until; await pause(LOOK_AGAIN_MS)) {
        const heard = (await visitor.said()).findLast((one) => one.from.role === "bot" && one.id > after && is(one));
        if (heard !== undefined) return heard;
      }
      throw new Error(`${conversationId}: the desk did not say it: ${is}`);
    },
    press: async ({ suggestedActions }, choice) => {
      const { text, value } = suggestedActions.actions.find((action) => choice === undefined || action.value.choice === choice);
      return visitor.post({ text, value });
    },
    fill: ({ channelData }, fields) => visitor.post({ text: "", value: { askId: channelData.askId, choice: "form", ...fields } }),
  };
  return visitor;
}

export const isCard = (kind) => (one) => one.channelData?.card === kind;
export const offers = (choice) => (one) => one.suggestedActions?.actions.some(({ value }) => value.choice === choice) === true;

/** Says what is the matter, and answers until the desk asks for what `is` tells. */
export async function demands(visitor, is, text) {
  let { id } = await visitor.post({ text });
  for (;;) {
    const asked = await visitor.hears((one) => is(one) || one.suggestedActions !== undefined, id);
    if (is(asked)) return asked;
    ({ id } = await visitor.press(asked));
  }
}
