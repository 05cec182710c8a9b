/** What a filled-in form answers, beside its inputs. */
export const FORM_CHOICE = "form";

type Json = Record<string, unknown>;

const NODES_MOST = 1_000;
const DEPTH_MOST = 24;
const CHARACTERS_MOST = 4_000;
/** What loads, runs or leads elsewhere without a press. A pattern could be made to hang the page. */
const DROPPED: ReadonlySet<string> = new Set([
  "backgroundImage",
  "regex",
  "refresh",
  "authentication",
  "inlineAction",
  "requires",
]);
const IMAGES: ReadonlySet<string> = new Set(["url", "iconUrl", "poster", "icon"]);

/** The card without what we would not do for it, and with no more than fits on a screen. @throws RangeError where it is larger than any card. */
export function tidyCard(content: object): object {
  let nodes = 0;
  const tidy = (value: unknown, depth: number): unknown => {
    nodes += 1;
    if (nodes > NODES_MOST || depth > DEPTH_MOST) throw new RangeError("This card is larger than any of ours.");
    if (typeof value === "string") return value.slice(0, CHARACTERS_MOST);
    if (Array.isArray(value))
      return inReadingOrder(value.map((item) => tidy(item, depth + 1)).filter((item) => item !== undefined));
    return isJson(value) ? tidyObject(value, (inner) => tidy(inner, depth + 1)) : value;
  };
  return tidy(content, 0) as object;
}

function tidyObject(value: Json, tidy: (inner: unknown) => unknown): Json | undefined {
  const { type } = value;
  if (type === "Action.OpenUrl" && !isWeb(value["url"])) return undefined;
  const answer = answerOf(value["data"]);
  if (type === "Action.Submit" && !answer) return undefined;
  const kept = Object.entries(value).filter(([key, inner]) => {
    if (DROPPED.has(key)) return false;
    // A link's address leads; its picture loads like any other.
    return !IMAGES.has(key) || (key === "url" && type === "Action.OpenUrl") || mayLoad(inner);
  });
  const tidied = Object.fromEntries(
    kept.map(([key, inner]) => [key, tidy(inner)] as const).filter(([, inner]) => inner !== undefined),
  );
  // A choice is no form: it needs nothing filled in.
  return type === "Action.Submit" && answer?.choice !== FORM_CHOICE ? { ...tidied, associatedInputs: "none" } : tidied;
}

/** Of two buttons the one to press stands last, under the thumb and at the end of the line; the tab order follows the eye. */
function inReadingOrder(items: unknown[]): unknown[] {
  const [first, second] = items;
  const agrees = isJson(first) && first["type"] === "Action.Submit" && first["style"] === "positive";
  return items.length === 2 && agrees ? [second, first] : items;
}

/** What an action answers; null where it is none of ours. */
export function answerOf(data: unknown): { askId: string; choice: string } | null {
  if (!isJson(data)) return null;
  const { askId, choice } = data;
  return typeof askId === "string" && typeof choice === "string" ? { askId, choice } : null;
}

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const isWeb = (url: unknown): boolean => typeof url === "string" && /^https?:\/\//i.test(url);

/** Nothing is loaded over an open line, and nothing from a neighbour by a relative address. */
const mayLoad = (url: unknown): boolean =>
  typeof url === "string" && (/^https:\/\//i.test(url) || url.startsWith(`${location.origin}/`));
