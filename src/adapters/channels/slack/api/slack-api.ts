import { makeCall, ofSilence, type Call, type Warn } from "./call.js";
import { SlackFault } from "./fault.js";
import type { SlackApp } from "../app.js";

export interface Metadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

/** What is said in one place. Where `blocks` are given, `text` is what stands in a notice. */
export interface Post {
  channel: string;
  thread_ts?: string | undefined;
  text: string;
  blocks?: readonly object[] | undefined;
  metadata?: Metadata | undefined;
}

export interface Posted {
  ts: string;
  metadata?: Metadata;
  bot_id?: string;
  user?: string;
  text?: string;
  thread_ts?: string;
  files?: { id: string; name?: string | null; size?: number }[];
}

interface Page {
  messages?: Posted[];
  has_more?: boolean;
  response_metadata?: { next_cursor?: string };
}

/** A page of what stands in a channel or a thread, metadata included. `oldest`: a ts. */
export interface Asked {
  channel: string;
  oldest?: string;
  cursor?: string;
  limit?: number;
}

export interface SlackUser {
  id: string;
  team_id?: string;
  name?: string;
  real_name?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_email_confirmed?: boolean;
  tz?: string;
  locale?: string;
  profile?: { email?: string; real_name?: string; display_name?: string };
}

export interface SlackFile {
  id: string;
  name?: string | null;
  title?: string | null;
  mode?: string;
  mimetype?: string;
  size?: number;
  is_external?: boolean;
  file_access?: string;
  url_private?: string;
  url_private_download?: string;
}

export interface Installed {
  team_id: string;
  user_id: string;
  bot_id: string;
}

/** The Web API as far as it is used: one try each, all reject with {@link SlackFault}. `call`: what has no name here. */
export interface SlackApi {
  call: Call;
  authTest(): Promise<Installed>;
  userInfo(user: string): Promise<SlackUser>;
  post(post: Post): Promise<{ ts: string; channel: string }>;
  update(post: Omit<Post, "thread_ts"> & { ts: string }): Promise<void>;
  /** Only this person sees it. */
  whisper(post: Omit<Post, "metadata"> & { user: string }): Promise<void>;
  openView(triggerId: string, view: object): Promise<{ id: string }>;
  updateView(viewId: string, view: object): Promise<void>;
  history(asked: Asked): Promise<{ messages: Posted[]; next: string | null }>;
  replies(asked: Asked & { ts: string }): Promise<{ messages: Posted[]; next: string | null }>;
  setStatus(place: { channel: string; thread_ts: string; status: string }): Promise<void>;
  fileInfo(id: string): Promise<SlackFile>;
  /** The bytes of a file, with our token; from Slack's own hosts only. */
  download(address: string, signal: AbortSignal): Promise<Response>;
  /** Stores bytes; nobody sees them before {@link share}. */
  upload(file: { name: string; bytes: Buffer }, signal: AbortSignal): Promise<string>;
  /** Shows uploaded files; their message comes a moment later. */
  share(
    files: readonly { id: string; title: string }[],
    place: { channel: string; thread_ts?: string | undefined },
  ): Promise<void>;
  /** The address of a socket (Socket Mode), good for one. Only with an app token. */
  openSocket(): Promise<string>;
  /** Slack told that the token is worth nothing any more. */
  shut(error: string): void;
}

export function makeSlackApi(app: SlackApp, warn: Warn): SlackApi {
  const { apiUrl, botToken } = app;
  const { call, shut } = makeCall({ apiUrl, token: botToken, warn });
  const own = app.appToken === null ? null : makeCall({ apiUrl, token: app.appToken, warn });
  const page = async (method: string, asked: object) => {
    const { messages, response_metadata } = await call<Page>(method, { include_all_metadata: true, limit: 200, ...asked });
    return { messages: messages ?? [], next: response_metadata?.next_cursor || null };
  };
  return {
    call,
    shut,
    authTest: () => call<Installed>("auth.test"),
    userInfo: async (user) => (await call<{ user: SlackUser }>("users.info", { user, include_locale: true })).user,
    post: (post) => call<{ ts: string; channel: string }>("chat.postMessage", { ...post, ...QUIET_LINKS }),
    update: async (post) => void (await call("chat.update", { ...post, link_names: false })),
    whisper: async (post) => void (await call("chat.postEphemeral", { ...post, link_names: false })),
    openView: async (trigger_id, view) => (await call<{ view: { id: string } }>("views.open", { trigger_id, view })).view,
    updateView: async (view_id, view) => void (await call("views.update", { view_id, view })),
    history: (asked) => page("conversations.history", asked),
    replies: (asked) => page("conversations.replies", asked),
    setStatus: async ({ channel, thread_ts, status }) =>
      void (await call("assistant.threads.setStatus", { channel_id: channel, thread_ts, status })),
    fileInfo: async (file) => (await call<{ file: SlackFile }>("files.info", { file })).file,
    download: (address, signal) => {
      if (!isSlacks(address, apiUrl))
        return Promise.reject(new SlackFault({ kind: "refused", error: "foreign_address", method: "files.download" }));
      const headers = { authorization: `Bearer ${botToken}` };
      return fetch(address, { headers, redirect: "manual", signal }).catch((error: unknown) => {
        throw ofSilence(error, "files.download");
      });
    },
    upload: (file, signal) => upload(call, file, signal),
    share: async (files, { channel, thread_ts }) =>
      void (await call("files.completeUploadExternal", { files, channel_id: channel, thread_ts })),
    openSocket: async () => (await own!.call<{ url: string }>("apps.connections.open")).url,
  };
}

/** Nobody is called by a name in a text, and no link is fetched to be shown. */
const QUIET_LINKS = { link_names: false, unfurl_links: false, unfurl_media: false };

async function upload(call: Call, { name, bytes }: { name: string; bytes: Buffer }, signal: AbortSignal): Promise<string> {
  const args = { filename: name, length: bytes.length };
  const { upload_url, file_id } = await call<{ upload_url: string; file_id: string }>("files.getUploadURLExternal", args);
  const sent = await fetch(upload_url, { method: "POST", body: new Uint8Array(bytes), redirect: "error", signal }).catch(
    (error: unknown) => {
      throw new SlackFault({ kind: "away", error: "no_answer", method: "files.upload", cause: error });
    },
  );
  // Until it is shared nobody sees it: another try costs nothing.
  if (!sent.ok) throw new SlackFault({ kind: "away", error: `http_${sent.status}`, method: "files.upload" });
  return file_id;
}

const HOSTS = ["slack.com", "slack-files.com", "slack-edge.com", "slack-gov.com"];

/** Our token goes there only, whoever names the address. */
function isSlacks(address: string, apiUrl: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === "https:" && url.port === "" && HOSTS.some((host) => url.hostname.endsWith(`.${host}`));
}
