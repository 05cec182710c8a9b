import { z } from "zod";
import type { PublicMessage } from "../../../../application/ports.js";
import type { FormField } from "../../../../domain/conversation/display.js";
import type { ChannelDeps } from "../../channel.js";
import { cleanText } from "../../clean.js";
import { SlackFault } from "../api/fault.js";
import type { SlackApi } from "../api/slack-api.js";
import { formOf } from "../blocks/form.js";
import { escaped } from "../blocks/mrkdwn.js";
import type { makeInPerson } from "./in-person.js";
import type { People } from "./people.js";
import { openerOf, placeOf, type SlackPlace, userOf } from "./place.js";

const Ts = z.string().regex(/^\d+\.\d+$/);
const Id = z.string().regex(/^[A-Z0-9]{1,64}$/);

const Pressed = z.object({
  user: z.object({ id: Id }),
  trigger_id: z.string().min(1).max(255),
  channel: z.object({ id: Id }),
  message: z.object({
    ts: Ts,
    thread_ts: Ts.optional(),
    text: z.string().optional(),
    blocks: z.array(z.looseObject({ type: z.string() })).optional(),
  }),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().max(2_000), text: z.object({ text: z.string() }).optional() }))
    .min(1),
});
type Pressed = z.infer<typeof Pressed>;

const Choice = z.object({ askId: z.string().max(200), choice: z.string().max(200) });
const Seq = z.object({ seq: z.number().int().positive() });

const Submitted = z.object({
  user: z.object({ id: Id }),
  view: z.object({
    id: Id,
    private_metadata: z.string().max(3_000),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

/** What a form keeps of where it was opened. */
const Note = z.object({ askId: z.string(), place: z.string(), user: z.string() });

export interface PressDeps extends Pick<ChannelDeps, "door" | "addresses" | "words"> {
  api: SlackApi;
  people: People;
  inPerson: ReturnType<typeof makeInPerson>;
  team: () => Promise<string>;
  /** The message of the log; null: there is none. */
  messageAt: (conversationId: string, seq: number) => Promise<PublicMessage | null>;
  failed: (error: unknown) => void;
}

/** Buttons and forms of customers. All resolve once what was chosen is stored. */
export function makePress(deps: PressDeps) {
  const { door, people, api } = deps;

  /** Whose press it is; null: not theirs to make. */
  const presserOf = async (pressed: Pressed): Promise<{ place: SlackPlace; team: string } | null> => {
    const team = await deps.team();
    const { channel, message, user } = pressed;
    const isDirect = channel.id.startsWith("D");
    const place = placeOf({ team, channel: channel.id, threadTs: isDirect ? null : (message.thread_ts ?? message.ts) });
    const opener = isDirect ? userOf(team, user.id) : await openerOf(deps.addresses, place);
    if (opener === userOf(team, user.id)) return { place, team };
    const said = { user: user.id, ts: message.ts, threadTs: message.thread_ts ?? null };
    await deps.inPerson.ask({ around: { channel: channel.id, team }, said });
    return null;
  };

  const receive = async (place: SlackPlace, by: { team: string; user: string; key: string; value: unknown }): Promise<void> => {
    const { locale, zone, profile } = await people.of(by.user, by.team);
    const channelUserId = userOf(by.team, by.user);
    const said = { key: by.key, text: "", value: by.value, attachments: [] };
    await door.receive({ ...place, channelUserId, locale, zone, profile, ...said });
  };

  return {
    /** Answers what is left to do once the click is answered. */
    chosen: async (body: unknown): Promise<(() => Promise<void>) | null> => {
      const { data: pressed } = Pressed.safeParse(body);
      const [action] = pressed?.actions ?? [];
      const { data: value } = Choice.safeParse(jsonOf(action?.value));
      if (!pressed || !action || !value) return null;
      const by = await presserOf(pressed);
      if (by === null) return null;
      await receive(by.place, { team: by.team, user: pressed.user.id, key: `press/${pressed.trigger_id}`, value });
      return () => showChosen(api, pressed, action.text?.text ?? "");
    },
    opensForm: async (body: unknown): Promise<void> => {
      const { data: pressed } = Pressed.safeParse(body);
      const { data: at } = Seq.safeParse(jsonOf(pressed?.actions[0]?.value));
      if (!pressed || !at) return;
      const by = await presserOf(pressed);
      if (by === null) return;
      const message = await deps.messageAt(await door.conversationOf(by.place), at.seq);
      const card = message?.display.card;
      if (!message || !card || card.fields.length === 0) return;
      const note = { askId: card.askId, place: by.place.channelConversationId, user: userOf(by.team, pressed.user.id) };
      const cancel = deps.words({ key: "slack.close", params: {} }, message.locale);
      await api.openView(
        pressed.trigger_id,
        formOf(card, { title: message.name ?? "Frontdoor", cancel, note: JSON.stringify(note) }),
      );
    },
    submitted: async (body: unknown): Promise<void> => {
      const { data } = Submitted.safeParse(body);
      const { data: note } = Note.safeParse(jsonOf(data?.view.private_metadata));
      if (!data || !note) return;
      const team = await deps.team();
      if (note.user !== userOf(team, data.user.id)) return;
      const value = { askId: note.askId, choice: "form", ...filledIn(data.view.state.values) };
      const place: SlackPlace = { channel: "slack", channelConversationId: note.place };
      await receive(place, { team, user: data.user.id, key: `form/${data.view.id}`, value });
    },
  };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

const Typed = z.object({ value: z.string().nullish(), selected_option: z.object({ value: z.string() }).nullish() });

/** Each block is named as its field. */
function filledIn(values: Record<string, Record<string, unknown>>): Partial<Record<FormField, string>> {
  const found = Object.entries(values).flatMap(([field, actions]) => {
    const typed = Typed.safeParse(actions[field]).data;
    const value = typed?.value ?? typed?.selected_option?.value;
    return value === undefined ? [] : [[field, cleanText(value)]];
  });
  return Object.fromEntries(found) as Partial<Record<FormField, string>>;
}

/** chat.update takes no more. */
const UPDATE_CHARACTERS_MOST = 4_000;

/** The question keeps its words; in place of its buttons stands what was chosen. Where that fails, a later press says the same. */
async function showChosen(api: SlackApi, { channel, message }: Pressed, label: string): Promise<void> {
  const { ts, text = "", blocks = [] } = message;
  if (text.length > UPDATE_CHARACTERS_MOST || label === "") return;
  const words = blocks.filter(({ type }) => type === "section");
  const chosen = { type: "context", elements: [{ type: "mrkdwn", text: `✓ ${escaped(label)}` }] };
  try {
    await api.update({ channel: channel.id, ts, text, blocks: [...words, chosen] });
  } catch (error) {
    if (!(error instanceof SlackFault)) throw error;
  }
}
