import { z } from "zod";

const Id = z.string().regex(/^[A-Z0-9]{1,64}$/);
const Ts = z.string().regex(/^\d+\.\d+$/);
const User = z.object({ id: Id });

const Pressed = z.object({
  user: User,
  trigger_id: z.string().max(255),
  channel: z.object({ id: Id }),
  container: z.object({ message_ts: Ts.optional(), thread_ts: Ts.optional() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string().max(255),
        value: z.string().max(2_000).optional(),
        selected_option: z.object({ value: z.string().max(2_000) }).nullish(),
        action_ts: z.string().max(64).optional(),
      }),
    )
    .min(1),
});

export interface Press {
  user: string;
  channel: string;
  /** The thread under the card; of what only one person sees, none may be known. */
  threadTs: string | null;
  triggerId: string;
  act: string;
  value: string;
  /** Of this very press. */
  key: string;
}

/** Null: nothing that our buttons send. A menu's choice is `act:value`. */
export function readPress(body: unknown): Press | null {
  const { data } = Pressed.safeParse(body);
  const [action] = data?.actions ?? [];
  if (!data || !action) return null;
  const { user, channel, container, trigger_id } = data;
  const [act = "", value = ""] = action.selected_option
    ? split(action.selected_option.value)
    : [action.action_id.replace(/^desk:/, ""), action.value ?? ""];
  const threadTs = container?.thread_ts ?? container?.message_ts ?? null;
  const key = `${user.id}/${act}/${action.action_ts ?? trigger_id}`;
  return { user: user.id, channel: channel.id, threadTs, triggerId: trigger_id, act, value, key };
}

const split = (text: string): [string, string] => {
  const at = text.indexOf(":");
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

const Field = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date_time: z.number().nullish(),
});

const Submitted = z.object({
  user: User,
  view: z.object({
    id: z.string().max(64),
    callback_id: z.string().max(255),
    private_metadata: z.string().max(3_000),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Field)) }),
  }),
});

const Note = z.object({ ticketId: z.uuid(), channel: Id });
export type ViewNote = z.infer<typeof Note>;

export interface Submission {
  user: string;
  viewId: string;
  act: string;
  note: ViewNote;
  /** By field; empty ones are left out. */
  values: Partial<Record<string, string>>;
}

export function readSubmission(body: unknown): Submission | null {
  const { data } = Submitted.safeParse(body);
  if (!data) return null;
  const note = noteOf(data.view.private_metadata);
  if (note === null) return null;
  const values: Record<string, string> = {};
  for (const [field, actions] of Object.entries(data.view.state.values)) {
    const [given] = Object.values(actions);
    const value = given?.value ?? given?.selected_option?.value ?? given?.selected_date_time?.toString();
    if (value !== undefined && value.trim() !== "") values[field] = value;
  }
  const act = data.view.callback_id.replace(/^desk:/, "");
  return { user: data.user.id, viewId: data.view.id, act, note, values };
}

function noteOf(text: string): ViewNote | null {
  try {
    return Note.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const Command = z.object({
  user_id: Id,
  channel_id: Id,
  trigger_id: z.string().max(255),
  text: z.string().max(20_000).optional(),
});

export interface TypedCommand {
  user: string;
  channel: string;
  triggerId: string;
  text: string;
}

export function readCommand(body: unknown): TypedCommand | null {
  const { data } = Command.safeParse(body);
  return data ? { user: data.user_id, channel: data.channel_id, triggerId: data.trigger_id, text: data.text ?? "" } : null;
}

const Shortcut = z.object({
  user: User,
  trigger_id: z.string().max(255),
  channel: z.object({ id: Id }),
  message: z.object({ ts: Ts, thread_ts: Ts.optional(), text: z.string().nullish() }),
});

export function readShortcut(
  body: unknown,
): { user: string; channel: string; threadTs: string; triggerId: string; text: string } | null {
  const { data } = Shortcut.safeParse(body);
  if (!data) return null;
  const { user, channel, message, trigger_id } = data;
  const threadTs = message.thread_ts ?? message.ts;
  return { user: user.id, channel: channel.id, threadTs, triggerId: trigger_id, text: message.text ?? "" };
}
