import type { Loose } from "../../direct-line.js";
import { optionsOf } from "../block-kit/elements.js";
import type { Dict } from "../shapes.js";

/** What a test fills in: a text, the value of an option, several of them, a person's or channel's id; null empties. */
export type Filled = string | string[] | number | null;
type State = Record<string, Record<string, Loose>>;

/** Where each kind of element keeps its value, and what it starts with (docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
const KEYS: Record<string, { key: string; initial: string }> = {
  plain_text_input: { key: "value", initial: "initial_value" },
  email_text_input: { key: "value", initial: "initial_value" },
  url_text_input: { key: "value", initial: "initial_value" },
  number_input: { key: "value", initial: "initial_value" },
  static_select: { key: "selected_option", initial: "initial_option" },
  external_select: { key: "selected_option", initial: "initial_option" },
  radio_buttons: { key: "selected_option", initial: "initial_option" },
  multi_static_select: { key: "selected_options", initial: "initial_options" },
  checkboxes: { key: "selected_options", initial: "initial_options" },
  users_select: { key: "selected_user", initial: "initial_user" },
  multi_users_select: { key: "selected_users", initial: "initial_users" },
  conversations_select: { key: "selected_conversation", initial: "initial_conversation" },
  channels_select: { key: "selected_channel", initial: "initial_channel" },
  datepicker: { key: "selected_date", initial: "initial_date" },
  timepicker: { key: "selected_time", initial: "initial_time" },
  datetimepicker: { key: "selected_date_time", initial: "initial_date_time" },
  file_input: { key: "files", initial: "" },
};

/** Every element that a person can act on, with its block; `optional` where it stands in an input block. */
export function elementsOf(blocks: Dict[]): { block: Dict; element: Dict }[] {
  return blocks.flatMap((block) => {
    const elements =
      block.type === "actions" ? (block.elements as Dict[]) : ([block.element, block.accessory] as (Dict | undefined)[]);
    return elements.flatMap((element) => (element?.action_id === undefined ? [] : [{ block, element }]));
  });
}

export function initialState(blocks: Dict[]): State {
  const state: State = {};
  for (const { block, element } of elementsOf(blocks)) {
    const kept = KEYS[String(element.type)];
    if (!kept) continue;
    const empty = kept.key.endsWith("s") ? [] : null;
    (state[block.block_id] ??= {})[element.action_id] = { type: element.type, [kept.key]: element[kept.initial] ?? empty };
  }
  return state;
}

/** One element's value as the client sends it; throws for what the client would not let a person do. */
export function valueOf(element: Dict, filled: Filled): Loose {
  const kept = KEYS[String(element.type)];
  if (!kept) throw new Error(`nothing can be filled into a ${element.type}`);
  const { key } = kept;
  if (key === "selected_options")
    return { type: element.type, [key]: [filled ?? []].flat().map((value) => optionOf(element, value)) };
  if (key === "selected_option") return { type: element.type, [key]: filled === null ? null : optionOf(element, filled) };
  if (key === "value") checkTyped(element, filled);
  return { type: element.type, [key]: filled };
}

function optionOf(element: Dict, value: unknown): Dict {
  const options = optionsOf(element);
  const found = options.find((option) => option.value === String(value)) ?? options.find((option) => option.text.text === value);
  if (!found)
    throw new Error(
      `no option ${String(value)} in ${String(element.action_id)}: ${options.map((one) => String(one.value)).join(", ")}`,
    );
  return found;
}

function checkTyped(element: Loose, filled: Filled): void {
  const { length } = String(filled ?? "");
  const { min_length: min = 0, max_length: max = 3000 } = element;
  if (filled !== null && (length < min || length > max))
    throw new Error(`${element.action_id} takes ${min} to ${max} characters, not ${length}`);
}

/** The client does not send a form with an empty field that is not optional. */
export function emptyRequired(blocks: Dict[], state: State): string[] {
  return blocks
    .filter((block) => block.type === "input" && block.optional !== true)
    .filter((block) => {
      const { type: _type, ...value } = state[block.block_id]?.[block.element.action_id] ?? {};
      return Object.values(value as object).every(
        (one) => one === null || one === "" || (Array.isArray(one) && one.length === 0),
      );
    })
    .map((block) => String(block.element.action_id));
}
