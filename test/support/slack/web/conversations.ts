import { renderChannel, renderMessage } from "../render.js";
import { Refusal, type Dict, type Message } from "../shapes.js";
import { byKind, channelOf, isIn, isTrue, personOf, type Call, type Method } from "./method.js";

export const conversations: Record<string, Method> = {
  "conversations.open": { tier: 3, scope: "im:write", run: open },
  "conversations.info": { tier: 3, scope: byKind("read"), run: info },
  "conversations.history": { tier: 3, scope: byKind("history"), run: history },
  "conversations.replies": { tier: 3, scope: byKind("history"), run: replies },
  "conversations.members": { tier: 4, scope: byKind("read"), run: members },
  "conversations.join": { tier: 3, scope: "channels:join", run: join },
  "conversations.list": { tier: 2, scope: "channels:read", run: list },
};

function open(call: Call): Dict {
  const { workspace, args } = call;
  if (args.channel !== undefined) return { no_op: true, already_open: true, channel: { id: channelOf(call).id } };
  const users = String(args.users ?? "")
    .split(",")
    .filter(Boolean);
  if (users.length === 0) throw new Refusal("users_list_not_supplied");
  if (users.length > 8) throw new Refusal("too_many_users");
  for (const user of users) if (personOf(call, user).deleted) throw new Refusal("user_disabled");
  const open = workspace.channels.size;
  const [only = ""] = users;
  const channel =
    users.length === 1
      ? workspace.dmOf(only)
      : workspace.addChannel({ name: "mpdm", kind: "mpim", members: [workspace.bot.userId, ...users] });
  const already = workspace.channels.size === open ? { no_op: true, already_open: true } : {};
  return { ...already, channel: isTrue(args.return_im) ? renderChannel(workspace, channel) : { id: channel.id } };
}

function info(call: Call): Dict {
  const channel = channelOf(call);
  const locale = isTrue(call.args.include_locale) ? { locale: "en-US" } : {};
  const count = isTrue(call.args.include_num_members) ? { num_members: channel.members.size } : {};
  return { channel: { ...renderChannel(call.workspace, channel), ...locale, ...count } };
}

interface Page {
  /** In the order in which pages come. */
  all: Message[];
  limit: number;
}

/** What `oldest`, `latest` and `inclusive` leave, as one page with a cursor to the next. */
function page({ workspace, args }: Call, { all, limit }: Page): Dict {
  for (const name of ["oldest", "latest"])
    if (args[name] !== undefined && Number.isNaN(Number(args[name]))) throw new Refusal(`invalid_ts_${name}`);
  const inclusive = isTrue(args.inclusive);
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Infinity);
  const within = all.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
  const from = args.cursor ? Number(Buffer.from(String(args.cursor), "base64url").toString("utf8").split(":")[1]) : 0;
  if (Number.isNaN(from)) throw new Refusal("invalid_cursor");
  const most = Math.min(Number(args.limit ?? limit) || limit, 999);
  const metadata = isTrue(args.include_all_metadata);
  const has_more = from + most < within.length;
  const next_cursor = has_more ? Buffer.from(`next:${from + most}`).toString("base64url") : "";
  return {
    messages: within.slice(from, from + most).map((message) => renderMessage(workspace, message, { metadata })),
    has_more,
    ...(has_more ? { response_metadata: { next_cursor } } : {}),
  };
}

/** Newest first, without the replies in threads unless they were broadcast. */
function history(call: Call): Dict {
  const channel = channelOf(call);
  if (!isIn(call.workspace, channel)) throw new Refusal("not_in_channel");
  const shown = ({ ts, thread_ts, subtype, deleted }: Message): boolean =>
    !deleted && (thread_ts === undefined || thread_ts === ts || subtype === "thread_broadcast");
  return { ...page(call, { all: channel.messages.filter(shown).reverse(), limit: 100 }), pin_count: 0 };
}

/** The parent first, then its replies, oldest first. */
function replies(call: Call): Dict {
  const channel = channelOf(call);
  if (!isIn(call.workspace, channel)) throw new Refusal("not_in_channel");
  const parent = call.workspace.find(channel, String(call.args.ts));
  if (!parent) throw new Refusal("thread_not_found");
  const thread = parent.thread_ts ?? parent.ts;
  const head = call.workspace.find(channel, thread);
  const answers = [...call.workspace.repliesTo(channel, thread)].sort((one, other) => Number(one.ts) - Number(other.ts));
  return page(call, { all: [...(head ? [head] : []), ...answers], limit: 1000 });
}

function members(call: Call): Dict {
  return { members: [...channelOf(call).members], response_metadata: { next_cursor: "" } };
}

function join(call: Call): Dict {
  const channel = channelOf(call);
  if (channel.kind !== "channel") throw new Refusal("method_not_supported_for_channel_type");
  if (channel.archived) throw new Refusal("is_archived");
  const was = isIn(call.workspace, channel);
  channel.members.add(call.workspace.bot.userId);
  const warned = was ? { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } } : {};
  return { channel: renderChannel(call.workspace, channel), ...warned };
}

function list({ workspace, args }: Call): Dict {
  const kinds = String(args.types ?? "public_channel").split(",");
  const named = { channel: "public_channel", group: "private_channel", im: "im", mpim: "mpim" } as const;
  const seen = [...workspace.channels.values()].filter(
    (one) =>
      kinds.includes(named[one.kind]) &&
      (one.kind === "channel" || isIn(workspace, one)) &&
      !(isTrue(args.exclude_archived) && one.archived),
  );
  return { channels: seen.map((one) => renderChannel(workspace, one)), response_metadata: { next_cursor: "" } };
}
