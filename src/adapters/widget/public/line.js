// The line to the desk: Direct Line 3.0 over a WebSocket, or by asking where sockets do not come through.

import { beginAfresh, mark, settle, show, showOwn } from "./transcript.js";
import { locale, words, zone } from "./words.js";

const DIRECT_LINE = "/v3/directline";
const REFRESH_MS = 15 * 60_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const SEND_AGAIN_MS = 2_000;
const POLL_MS = 3_000;
const SOCKET_FAILURES_BEFORE_POLLING = 3;

const line = {
  token: null,
  conversationId: null,
  userId: null,
  watermark: "",
  /** The conversation that was started or found: from then on it is joined again, with the watermark. */
  started: null,
  socket: null,
  timer: undefined,
  connecting: false,
  fetching: null,
  failures: 0,
  socketFailures: 0,
  /** Up once: what was written may be sent. */
  up: false,
  lost: false,
};
let tellState = () => undefined;

/** `onState` is told a sentence and its kind while the line is not what it should be, then null. */
export function join(onState) {
  tellState = onState;
  tellState(words.connecting);
  void connect();
}

/* ---- What is kept between visits; the page works without storage too ---- */

const kept = {
  memory: null,
  get resume() {
    try {
      return localStorage.getItem("frontdoor.resume") ?? this.memory;
    } catch {
      return this.memory;
    }
  },
  set resume(secret) {
    this.memory = secret;
    try {
      localStorage.setItem("frontdoor.resume", secret);
    } catch {
      // Storage is switched off: this tab remembers.
    }
  },
};

/* ---- Calls ---- */

/** Resolves with {status, body}; status 0: the server was not reached. */
async function call(method, path, body) {
  const headers = { "Content-Type": "application/json" };
  if (line.token !== null && path.startsWith(DIRECT_LINE)) headers.Authorization = `Bearer ${line.token}`;
  try {
    const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    return { status: response.status, body: await response.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}

const conversationPath = () => `${DIRECT_LINE}/conversations/${line.conversationId}`;

/**
 * A token, of the conversation of the last visit where it can be continued. The secret of that is renewed on use, so it is used
 * by one asker at a time, in this tab and, where the browser has locks, in all of them.
 */
function fetchToken() {
  const exclusively = navigator.locks === undefined ? renewToken : () => navigator.locks.request("frontdoor.resume", renewToken);
  line.fetching ??= exclusively().finally(() => (line.fetching = null));
  return line.fetching;
}

async function renewToken() {
  const asked = { locale, timezone: zone, ...(kept.resume ? { resume: kept.resume } : {}) };
  const { status, body } = await call("POST", "/chat/token", asked);
  if (status !== 200) return false;
  if (line.conversationId !== null && line.conversationId !== body.conversationId) {
    line.watermark = "";
    beginAfresh(outbox);
  }
  kept.resume = body.resume;
  Object.assign(line, { token: body.token, conversationId: body.conversationId, userId: body.userId });
  if (line.started !== line.conversationId) line.socket?.close();
  return true;
}

/* ---- Hearing ---- */

async function connect() {
  clearTimeout(line.timer);
  if (line.connecting) return;
  line.connecting = true;
  const streamUrl = await openConversation();
  line.connecting = false;
  if (streamUrl === null) later();
  else if (line.socketFailures >= SOCKET_FAILURES_BEFORE_POLLING) void poll();
  else listen(streamUrl);
}

async function openConversation() {
  if (line.token === null && !(await fetchToken())) return null;
  const again = line.started === line.conversationId;
  const { status, body } = again
    ? await call("GET", `${conversationPath()}?watermark=${line.watermark}`)
    : await call("POST", `${DIRECT_LINE}/conversations`, { locale, timezone: zone });
  heed(status);
  if (status !== 200 && status !== 201) return null;
  line.started = line.conversationId;
  line.token = body.token;
  return body.streamUrl;
}

/** A token that is refused is fetched anew; a conversation that is not known is started. */
function heed(status) {
  if (status === 401 || status === 403) line.token = null;
  if (status === 404) line.started = null;
}

function listen(streamUrl) {
  const socket = new WebSocket(streamUrl);
  line.socket = socket;
  let opened = false;
  socket.onopen = () => {
    opened = true;
    line.socketFailures = 0;
    online();
  };
  socket.onmessage = ({ data }) => data && take(JSON.parse(data));
  socket.onclose = () => {
    line.socket = null;
    if (!opened) line.socketFailures += 1;
    offline(words.lost);
    later();
  };
}

async function poll() {
  const { status, body } = await call("GET", `${conversationPath()}/activities?watermark=${line.watermark}`);
  heed(status);
  if (status !== 200) return later();
  online();
  take(body);
  clearTimeout(line.timer);
  line.timer = setTimeout(poll, POLL_MS);
}

function take({ activities = [], watermark }) {
  for (const activity of activities) show(activity, (action) => say(action.text ?? action.title, action.value));
  if (watermark) line.watermark = watermark;
}

function later() {
  if (line.failures >= 2) offline(line.up ? words.lost : words.busy);
  const wait = RETRY_MS[Math.min(line.failures, RETRY_MS.length - 1)] * (0.75 + Math.random() / 2);
  line.failures += 1;
  clearTimeout(line.timer);
  line.timer = setTimeout(connect, wait);
}

function online() {
  line.failures = 0;
  line.up = true;
  tellState(line.lost ? words.back : null, "back");
  line.lost = false;
  void flush();
}

function offline(text) {
  line.lost = true;
  tellState(text);
}

window.addEventListener("online", () => line.socket === null && void connect());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && line.socket === null && line.started !== null) void connect();
});
setInterval(async () => {
  if (line.token === null) return;
  const { status, body } = await call("POST", `${DIRECT_LINE}/tokens/refresh`);
  if (status === 200) line.token = body.token;
  else heed(status);
}, REFRESH_MS);

/* ---- Saying: one after another, each repeated under its own key until it is answered ---- */

const outbox = [];
let flushing = false;

export function say(text, value) {
  outbox.push(showOwn(newKey(), text, value));
  void flush();
}

async function flush() {
  if (flushing || !line.up) return;
  flushing = true;
  while (outbox.length > 0 && (await deliver(outbox[0]))) outbox.shift();
  flushing = false;
}

/** True: done with it, stored or refused. False: it is tried again under the same key. */
async function deliver(said) {
  if (said.done) return true;
  const { key, text, value } = said;
  const channelData = { clientActivityID: key, timezone: zone };
  const { status, body } = await call("POST", `${conversationPath()}/activities`, {
    type: "message",
    from: { id: line.userId },
    text,
    locale,
    channelData,
    ...(value === undefined ? {} : { value }),
  });
  if (status === 200) {
    settle(said, body.id);
    return true;
  }
  if (status === 400 || status === 413) {
    mark(said, "failed", { text: status === 413 ? words.tooLong : words.failed, again: () => sendAgain(said) });
    return true;
  }
  heed(status);
  if (line.token === null) await fetchToken();
  if (status === 404) line.socket?.close();
  setTimeout(flush, SEND_AGAIN_MS);
  return false;
}

function sendAgain(said) {
  mark(said, "waiting");
  outbox.push(said);
  void flush();
}

/** Works where crypto.randomUUID is missing: on pages that are not served over TLS. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
