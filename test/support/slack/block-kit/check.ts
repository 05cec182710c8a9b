import type { Loose } from "../../direct-line.js";
import { Refusal, type Dict } from "../shapes.js";
import { checkElement } from "./elements.js";
import { Problems, type Problem } from "./problems.js";

/**
 * Block Kit as docs.slack.dev/reference/block-kit limits it. The sentences are those that Slack's answers were seen with where one
 * was found (`must be less than 3001 characters`, `no more than 50 items allowed`, `invalid additional property: disabled`,
 * `missing required field: title`); the others are from memory.
 */
type Surface = "message" | "modal" | "home";

const MOST_BLOCKS: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
const INPUT_ELEMENTS = [
  "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input", "checkboxes", "radio_buttons",
  "datepicker", "timepicker", "datetimepicker", "static_select", "multi_static_select", "external_select", "multi_external_select",
  "users_select", "multi_users_select", "conversations_select", "multi_conversations_select", "channels_select", "multi_channels_select",
]; // prettier-ignore
const ACTIONS_ELEMENTS = [
  "button",
  "overflow",
  ...INPUT_ELEMENTS.filter((type) => !type.includes("text_input") && !/^(url|email|number|file)/.test(type)),
];
const ACCESSORIES = ["image", ...ACTIONS_ELEMENTS];
/** What a message may hold of the kinds that are not looked into here. */
const TAKEN_AS_THEY_ARE = [
  "rich_text",
  "video",
  "file",
  "table",
  "context_actions",
  "plan",
  "task_card",
  "card",
  "carousel",
  "data_table",
  "container",
];
const KEYS: Record<string, string[]> = {
  section: ["text", "fields", "accessory", "expand"],
  actions: ["elements"],
  context: ["elements"],
  header: ["text"],
  divider: [],
  image: ["alt_text", "image_url", "slack_file", "title"],
  input: ["label", "element", "dispatch_action", "hint", "optional"],
  markdown: ["text"],
};

export function checkBlocks(blocks: Loose[], { surface, pointer }: { surface: Surface; pointer: string }): Problem[] {
  const problems = new Problems();
  const most = MOST_BLOCKS[surface];
  if (blocks.length > most) problems.add(pointer, `no more than ${most} items allowed`);
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const at = `${pointer}/${index}`;
    if (block?.block_id !== undefined) {
      problems.text(`${at}/block_id`, block.block_id, { max: 255 });
      if (ids.has(block.block_id as string)) problems.add(`${at}/block_id`, `\`block_id\` ${block.block_id} already exists`);
      ids.add(block.block_id as string);
    }
    checkBlock(problems, { block, at, surface });
  }
  const markdown = blocks.filter((block) => block?.type === "markdown").map((block) => String(block.text ?? "").length);
  if (markdown.reduce((sum, length) => sum + length, 0) > 12_000)
    problems.add(pointer, "markdown must be less than 12001 characters");
  return problems.all;
}

interface Place {
  block: Loose;
  at: string;
  surface: Surface;
}

function checkBlock(problems: Problems, { block, at, surface }: Place): void {
  const type = String(block?.type);
  if (TAKEN_AS_THEY_ARE.includes(type)) return;
  const keys = KEYS[type];
  if (!keys || (type === "markdown" && surface !== "message")) return problems.add(`${at}/type`, `unsupported type: ${type}`);
  problems.keys(at, block, ["type", "block_id", ...keys]);
  if (type === "section") checkSection(problems, { block, at });
  else if (type === "header") problems.textObject(`${at}/text`, block.text, { max: 150, plain: true });
  else if (type === "image") checkImage(problems, { block, at });
  else if (type === "input") checkInput(problems, { block, at, surface });
  else if (type === "actions") {
    if (problems.list(`${at}/elements`, block.elements, { min: 1, max: 25 }))
      checkElements(problems, { block, at, allowed: ACTIONS_ELEMENTS });
  } else if (type === "context" && problems.list(`${at}/elements`, block.elements, { min: 1, max: 10 }))
    for (const [index, element] of (block.elements as Dict[]).entries()) {
      if (element?.type === "image") checkElement(problems, { element, at: `${at}/elements/${index}`, allowed: ["image"] });
      else problems.textObject(`${at}/elements/${index}`, element, { max: 3000 });
    }
}

function checkElements(problems: Problems, { block, at, allowed }: { block: Loose; at: string; allowed: string[] }): void {
  const ids = new Set<string>();
  for (const [index, element] of (block.elements as Dict[]).entries()) {
    checkElement(problems, { element, at: `${at}/elements/${index}`, allowed });
    const id = element?.action_id;
    if (id !== undefined && ids.has(id as string))
      problems.add(`${at}/elements/${index}/action_id`, `\`action_id\` ${id} already exists`);
    ids.add(id as string);
  }
}

function checkSection(problems: Problems, { block, at }: { block: Loose; at: string }): void {
  if (block.text === undefined && block.fields === undefined) problems.add(at, "must define either `text` or `fields`");
  if (block.text !== undefined) problems.textObject(`${at}/text`, block.text, { max: 3000 });
  if (block.fields !== undefined && problems.list(`${at}/fields`, block.fields, { min: 1, max: 10 }))
    for (const [index, field] of (block.fields as Dict[]).entries())
      problems.textObject(`${at}/fields/${index}`, field, { max: 2000 });
  if (block.accessory !== undefined)
    checkElement(problems, { element: block.accessory, at: `${at}/accessory`, allowed: ACCESSORIES });
}

function checkImage(problems: Problems, { block, at }: { block: Loose; at: string }): void {
  if (problems.required(at, block, "alt_text")) problems.text(`${at}/alt_text`, block.alt_text, { max: 2000 });
  if (block.image_url === undefined && block.slack_file === undefined)
    problems.add(at, "must define either `image_url` or `slack_file`");
  if (block.image_url !== undefined) problems.text(`${at}/image_url`, block.image_url, { max: 3000 });
  if (block.title !== undefined) problems.textObject(`${at}/title`, block.title, { max: 2000, plain: true });
}

function checkInput(problems: Problems, { block, at, surface }: Place): void {
  problems.textObject(`${at}/label`, block.label, { max: 2000, plain: true });
  if (block.hint !== undefined) problems.textObject(`${at}/hint`, block.hint, { max: 2000, plain: true });
  const allowed = surface === "modal" ? INPUT_ELEMENTS : INPUT_ELEMENTS.filter((type) => type !== "file_input");
  if (problems.required(at, block, "element")) checkElement(problems, { element: block.element, at: `${at}/element`, allowed });
}

const VIEW_KEYS = ["type", "blocks", "private_metadata", "callback_id", "external_id"];
const MODAL_KEYS = ["title", "close", "submit", "clear_on_close", "notify_on_close", "submit_disabled"];

/** docs.slack.dev/reference/views: title, submit and close 24 characters, private_metadata 3000, ids 255. */
export function checkView(view: Loose, type: "modal" | "home"): Problem[] {
  const problems = new Problems();
  if (view?.type !== type) problems.add("/view/type", `must be ${type}`);
  problems.keys("/view", view, type === "modal" ? [...VIEW_KEYS, ...MODAL_KEYS] : VIEW_KEYS);
  if (type === "modal") {
    problems.textObject("/view/title", view.title, { max: 24, plain: true });
    for (const name of ["submit", "close"])
      if (view[name] !== undefined && view[name] !== null)
        problems.textObject(`/view/${name}`, view[name], { max: 24, plain: true });
  }
  if (view.private_metadata !== undefined) problems.text("/view/private_metadata", view.private_metadata, { max: 3000, min: 0 });
  for (const name of ["callback_id", "external_id"])
    if (view[name] !== undefined) problems.text(`/view/${name}`, view[name], { max: 255, min: 0 });
  if (!problems.required("/view", view, "blocks") || !Array.isArray(view.blocks)) return problems.all;
  const blocks = view.blocks as Loose[];
  if (type === "modal" && (view.submit === undefined || view.submit === null) && blocks.some((block) => block?.type === "input"))
    problems.add("/view", "missing required field: submit");
  return [...problems.all, ...checkBlocks(blocks, { surface: type, pointer: "/view/blocks" })];
}

/** The answer to what is wrong: the same list under `errors` and, marked, under `response_metadata.messages`. */
export function refusedBlocks(error: "invalid_blocks" | "invalid_arguments", problems: Problem[]): Refusal {
  const errors = problems.map(({ pointer, says }) => `${says} [json-pointer:${pointer}]`);
  const response_metadata = { messages: errors.map((one) => `[ERROR] ${one}`) };
  return new Refusal(error, { ...(error === "invalid_blocks" ? { errors } : {}), response_metadata });
}

/** All characters of all texts. */
export function lengthOf(value: Loose): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + lengthOf(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value as object).reduce(
    (sum, [key, one]) => sum + (key === "text" && typeof one === "string" ? one.length : lengthOf(one)),
    0,
  );
}
