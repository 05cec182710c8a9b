import type { Loose } from "../../direct-line.js";
import type { Dict } from "../shapes.js";
import type { Problems } from "./problems.js";

interface Place {
  element: Loose;
  at: string;
  allowed: string[];
}

const FOCUS = ["confirm", "focus_on_load"];
const SELECT = ["placeholder", ...FOCUS];
const TEXT_INPUT = ["initial_value", "placeholder", "dispatch_action_config", "focus_on_load"];
const KEYS: Record<string, string[]> = {
  image: ["alt_text", "image_url", "slack_file"],
  button: ["text", "value", "url", "style", "confirm", "accessibility_label"],
  overflow: ["options", "confirm"],
  static_select: ["options", "option_groups", "initial_option", ...SELECT],
  multi_static_select: ["options", "option_groups", "initial_options", "max_selected_items", ...SELECT],
  external_select: ["initial_option", "min_query_length", ...SELECT],
  multi_external_select: ["initial_options", "min_query_length", "max_selected_items", ...SELECT],
  users_select: ["initial_user", ...SELECT],
  multi_users_select: ["initial_users", "max_selected_items", ...SELECT],
  conversations_select: ["initial_conversation", "default_to_current_conversation", "filter", "response_url_enabled", ...SELECT],
  multi_conversations_select: [
    "initial_conversations",
    "default_to_current_conversation",
    "filter",
    "max_selected_items",
    ...SELECT,
  ],
  channels_select: ["initial_channel", "response_url_enabled", ...SELECT],
  multi_channels_select: ["initial_channels", "max_selected_items", ...SELECT],
  radio_buttons: ["options", "initial_option", ...FOCUS],
  checkboxes: ["options", "initial_options", ...FOCUS],
  datepicker: ["initial_date", ...SELECT],
  timepicker: ["initial_time", "timezone", ...SELECT],
  datetimepicker: ["initial_date_time", ...FOCUS],
  plain_text_input: ["multiline", "min_length", "max_length", ...TEXT_INPUT],
  email_text_input: TEXT_INPUT,
  url_text_input: TEXT_INPUT,
  number_input: ["is_decimal_allowed", "min_value", "max_value", ...TEXT_INPUT],
  rich_text_input: TEXT_INPUT,
  file_input: ["filetypes", "max_files"],
};
/** How many options each may hold. */
const OPTIONS: Record<string, { min: number; max: number }> = {
  overflow: { min: 1, max: 5 },
  radio_buttons: { min: 1, max: 10 },
  checkboxes: { min: 1, max: 10 },
  static_select: { min: 1, max: 100 },
  multi_static_select: { min: 1, max: 100 },
};

export function checkElement(problems: Problems, { element, at, allowed }: Place): void {
  const type = String(element?.type);
  const keys = KEYS[type];
  if (!keys || !allowed.includes(type)) return problems.add(`${at}/type`, `unsupported type: ${type}`);
  problems.keys(at, element, ["type", ...(type === "image" ? [] : ["action_id"]), ...keys]);
  if (element.action_id !== undefined) problems.text(`${at}/action_id`, element.action_id, { max: 255 });
  if (element.placeholder !== undefined) problems.textObject(`${at}/placeholder`, element.placeholder, { max: 150, plain: true });
  if (element.confirm !== undefined) checkConfirm(problems, element.confirm, `${at}/confirm`);
  if (type === "button") checkButton(problems, element, at);
  else if (type === "image") checkImage(problems, element, at);
  else if (type === "plain_text_input") checkTextInput(problems, element, at);
  else if (type === "number_input") problems.required(at, element, "is_decimal_allowed");
  else if (type in OPTIONS) checkOptions(problems, element, at);
}

function checkButton(problems: Problems, button: Loose, at: string): void {
  problems.textObject(`${at}/text`, button.text, { max: 75, plain: true });
  if (button.value !== undefined) problems.text(`${at}/value`, button.value, { max: 2000, min: 0 });
  if (button.url !== undefined) problems.text(`${at}/url`, button.url, { max: 3000 });
  if (button.accessibility_label !== undefined)
    problems.text(`${at}/accessibility_label`, button.accessibility_label, { max: 75 });
  if (button.style !== undefined && !["primary", "danger"].includes(button.style as string))
    problems.add(`${at}/style`, "must be primary or danger");
}

function checkImage(problems: Problems, image: Loose, at: string): void {
  if (problems.required(at, image, "alt_text")) problems.text(`${at}/alt_text`, image.alt_text, { max: 2000 });
  if (image.image_url === undefined && image.slack_file === undefined)
    problems.add(at, "must define either `image_url` or `slack_file`");
}

function checkTextInput(problems: Problems, input: Loose, at: string): void {
  const { min_length: min = 0, max_length: max = 3000 } = input;
  if (min < 0 || min > 3000) problems.add(`${at}/min_length`, "must be between 0 and 3000");
  if (max < 1 || max > 3000) problems.add(`${at}/max_length`, "must be between 1 and 3000");
  if (input.initial_value !== undefined) problems.text(`${at}/initial_value`, input.initial_value, { max, min: 0 });
}

function checkConfirm(problems: Problems, confirm: Loose, at: string): void {
  problems.keys(at, confirm, ["title", "text", "confirm", "deny", "style"]);
  problems.textObject(`${at}/title`, confirm.title, { max: 100, plain: true });
  problems.textObject(`${at}/text`, confirm.text, { max: 300 });
  for (const name of ["confirm", "deny"]) problems.textObject(`${at}/${name}`, confirm[name], { max: 30, plain: true });
}

function checkOptions(problems: Problems, element: Loose, at: string): void {
  const limits = OPTIONS[String(element.type)] ?? { min: 1, max: 100 };
  if (element.option_groups !== undefined) {
    if (!problems.list(`${at}/option_groups`, element.option_groups, { min: 1, max: 100 })) return;
    for (const [index, group] of (element.option_groups as Dict[]).entries()) {
      problems.textObject(`${at}/option_groups/${index}/label`, group?.label, { max: 75, plain: true });
      if (problems.list(`${at}/option_groups/${index}/options`, group?.options, { min: 1, max: 100 }))
        for (const [nth, option] of group.options.entries())
          checkOption(problems, option, `${at}/option_groups/${index}/options/${nth}`);
    }
  } else if (problems.list(`${at}/options`, element.options, limits))
    for (const [index, option] of (element.options as Dict[]).entries()) checkOption(problems, option, `${at}/options/${index}`);
  const options = optionsOf(element);
  const initial = [element.initial_option, ...((element.initial_options ?? []) as Loose[])].filter((one) => one !== undefined);
  for (const one of initial)
    if (!options.some(({ value }) => value === one.value)) problems.add(at, "initial_option must be one of the options");
}

/** docs: option object: text 75, description 75, value 75 in the reference of @slack/types 3.2 (150 in later pages). */
function checkOption(problems: Problems, option: Loose, at: string): void {
  problems.keys(at, option, ["text", "value", "description", "url"]);
  problems.textObject(`${at}/text`, option?.text, { max: 75 });
  if (option?.value !== undefined) problems.text(`${at}/value`, option.value, { max: 75 });
  if (option?.description !== undefined) problems.textObject(`${at}/description`, option.description, { max: 75 });
}

export function optionsOf(element: Dict): Dict[] {
  const groups = (element["option_groups"] ?? []) as { options: Dict[] }[];
  return (element["options"] as Dict[] | undefined) ?? groups.flatMap(({ options }) => options);
}
