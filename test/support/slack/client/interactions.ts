import { randomBytes } from "node:crypto";
import type { Loose } from "../../direct-line.js";
import { checkBlocks, refusedBlocks } from "../block-kit/check.js";
import { LEGACY_TOKEN } from "../envelope.js";
import { renderMessage, renderView } from "../render.js";
import { Refusal, type Channel, type Dict, type Ephemeral, type Message, type PersonData, type View } from "../shapes.js";
import type { Views } from "../views.js";
import { withIds } from "../web/chat.js";
import type { Workspace } from "../workspace.js";
import { initialState } from "./input-state.js";

interface ResponseUrl {
  channel: Channel;
  user: string;
  /** What replace_original and delete_original mean. */
  message: Message | Ephemeral | null;
  uses: number;
  at: number;
}

/** Up to five times within half an hour (docs.slack.dev/interactivity/handling-user-interaction, "message responses"). */
const MOST_USES = 5;

export interface Clicked {
  person: PersonData;
  element: Dict;
  block: Dict;
  action: Dict;
}

/** The payloads of clicks, forms, commands and shortcuts (docs.slack.dev/reference/interaction-payloads). */
export class Interactions {
  private readonly workspace: Workspace;
  private readonly views: Views;
  private readonly urlLives: number;
  private readonly urls = new Map<string, ResponseUrl>();

  constructor(workspace: Workspace, { views, urlLives }: { views: Views; urlLives: number }) {
    this.workspace = workspace;
    this.views = views;
    this.urlLives = urlLives;
  }

  private common(person: PersonData): Dict {
    const { team, bot } = this.workspace;
    return {
      user: { id: person.id, username: person.handle, name: person.handle, team_id: person.teamId },
      team: { id: team.id, domain: team.domain },
      api_app_id: bot.appId,
      token: LEGACY_TOKEN,
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  private url(channel: Channel, user: string, message: ResponseUrl["message"] = null): string {
    const token = randomBytes(12).toString("hex");
    this.urls.set(token, { channel, user, message, uses: 0, at: performance.now() });
    return `${this.workspace.origin}/response/${token}`;
  }

  private actionOf({ element, block, action }: Clicked): Dict {
    const { confirm: _confirm, options: _options, option_groups: _groups, ...shown } = element;
    const text = element.text === undefined ? {} : { text: element.text };
    return {
      ...(element.type === "button" ? shown : {}),
      ...text,
      type: element.type,
      action_id: element.action_id,
      block_id: block.block_id,
      ...action,
      action_ts: this.workspace.ts(),
    };
  }

  /** block_actions of a message, or of what only this person sees. */
  click(channel: Channel, shown: Message | Ephemeral, clicked: Clicked): Dict {
    const ephemeral = !("type" in shown);
    const thread = shown.thread_ts === undefined ? {} : { thread_ts: shown.thread_ts };
    const container = { type: "message", message_ts: shown.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread };
    return {
      type: "block_actions",
      ...this.common(clicked.person),
      container,
      trigger_id: this.views.trigger(clicked.person.id),
      channel: { id: channel.id, name: channel.name },
      // A payload about an ephemeral message does not hold the message (docs: block_actions).
      ...(ephemeral ? {} : { message: renderMessage(this.workspace, shown) }),
      state: { values: initialState(shown.blocks ?? []) },
      response_url: this.url(channel, clicked.person.id, shown),
      actions: [this.actionOf(clicked)],
    };
  }

  clickInView(view: View, clicked: Clicked): Dict {
    const container = { type: "view", view_id: view.id };
    const trigger_id = this.views.trigger(clicked.person.id);
    const shown = { container, trigger_id, view: renderView(this.workspace, view) };
    return { type: "block_actions", ...this.common(clicked.person), ...shown, actions: [this.actionOf(clicked)] };
  }

  submission(person: PersonData, view: View): Dict {
    const { enterprise, is_enterprise_install, ...common } = this.common(person);
    const shown = renderView(this.workspace, view);
    return {
      type: "view_submission",
      ...common,
      trigger_id: this.views.trigger(person.id),
      view: shown,
      response_urls: [],
      enterprise,
      is_enterprise_install,
    };
  }

  closed(person: PersonData, view: View, all: boolean): Dict {
    return { type: "view_closed", ...this.common(person), view: renderView(this.workspace, view), is_cleared: all };
  }

  /** A global shortcut, or a message's one. */
  shortcut(person: PersonData, callback_id: string, on?: { channel: Channel; message: Message }): Dict {
    const common = {
      ...this.common(person),
      callback_id,
      trigger_id: this.views.trigger(person.id),
      action_ts: this.workspace.ts(),
    };
    if (!on) return { type: "shortcut", ...common };
    const { channel, message } = on;
    return {
      type: "message_action",
      ...common,
      response_url: this.url(channel, person.id),
      message_ts: message.ts,
      channel: { id: channel.id, name: channel.name },
      message: renderMessage(this.workspace, message),
    };
  }

  /** A form (docs.slack.dev/interactivity/implementing-slash-commands). */
  command(person: PersonData, channel: Channel, { command, text }: { command: string; text: string }): Record<string, string> {
    const { team, bot } = this.workspace;
    const name = { channel: channel.name, group: "privategroup", im: "directmessage", mpim: "privategroup" }[channel.kind];
    return {
      token: LEGACY_TOKEN,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: name,
      user_id: person.id,
      user_name: person.handle,
      command,
      text,
      api_app_id: bot.appId,
      is_enterprise_install: "false",
      response_url: this.url(channel, person.id),
      trigger_id: this.views.trigger(person.id),
    };
  }

  /** What an app posts to a response_url: a new message, the same one changed, or none. */
  respond(token: string, body: Loose): Dict {
    const url = this.urls.get(token);
    if (!url) throw new Refusal("invalid_url");
    if (performance.now() - url.at > this.urlLives) throw new Refusal("expired_url");
    if (++url.uses > MOST_USES) throw new Refusal("used_url");
    const said = this.show(url, body);
    return { said };
  }

  /** What answers a command or a click, by its acknowledgement or by the response_url. */
  show({ channel, user, message }: Pick<ResponseUrl, "channel" | "user" | "message">, body: Loose): string {
    const { text = "", blocks, response_type: to = "ephemeral", delete_original: gone, replace_original: replace } = body ?? {};
    if (gone === true || (message !== null && replace === true))
      return this.change(channel, message, { gone: gone === true, text, blocks });
    if (text === "" && !blocks?.length) throw new Refusal("no_text");
    const problems = blocks === undefined ? [] : checkBlocks(blocks as Loose[], { surface: "message", pointer: "/blocks" });
    if (problems.length > 0) throw refusedBlocks("invalid_blocks", problems);
    const content = { text: String(text), ...(blocks === undefined ? {} : { blocks: withIds(blocks as Loose[]) }) };
    const thread = body.thread_ts === undefined ? {} : { thread: String(body.thread_ts) };
    if (to === "in_channel") return this.workspace.post(channel, { by: "bot", ...content, ...thread }).what.ts;
    const thread_ts: string | undefined = thread.thread;
    return this.workspace.whisper({ channel: channel.id, user, ...content, ...(thread_ts === undefined ? {} : { thread_ts }) })
      .ts;
  }

  private change(
    channel: Channel,
    shown: ResponseUrl["message"],
    { gone, text, blocks }: { gone: boolean; text: string; blocks: Loose },
  ): string {
    if (shown === null) throw new Refusal("message_not_found");
    if (!("type" in shown)) {
      const { ephemerals, whispered } = this.workspace;
      if (gone) ephemerals.splice(ephemerals.indexOf(shown), 1);
      else
        whispered.push({
          ...Object.assign(shown, { text, ...(blocks === undefined ? {} : { blocks: withIds(blocks as Dict[]) }) }),
        });
    } else if (gone) this.workspace.remove(channel, shown);
    else this.workspace.edit(channel, shown, { text, ...(blocks === undefined ? {} : { blocks: withIds(blocks as Loose[]) }) });
    return shown.ts;
  }
}
