import type { Loose } from "../../direct-line.js";
import { optionsOf } from "../block-kit/elements.js";
import type { Delivery } from "../outbound.js";
import { Refusal, type Dict, type View } from "../shapes.js";

/** What became of a click, a command or a form. `ok`: acknowledged in time; else the client shows that the app did not respond. */
export interface Reply {
  ok: boolean;
  status: number | "acked" | "timeout" | "failed";
  ms: number;
  /** The acknowledgement's body, where it had one. */
  body: Loose;
  /** What Slack could not show of it. */
  problem?: string;
}

export interface Submitted extends Reply {
  /** By block id. */
  errors?: Record<string, string>;
  /** What is on top afterwards. */
  view?: View;
  cleared: boolean;
}

export function overflow(element: Dict, value: string | undefined): Dict {
  const selected_option = optionsOf(element).find((option) => option["value"] === value);
  if (!selected_option) throw new Error(`no option ${value} in ${element.action_id}`);
  return { selected_option };
}

/** Errors stand under input blocks; one for an unknown block is none that Slack could show. */
export function knownFields(view: View, errors: Record<string, string>): Record<string, string> {
  const known = (view.view.blocks as Loose[]).filter(({ type }) => type === "input").map(({ block_id }) => String(block_id));
  const stray = Object.keys(errors ?? {}).filter((id) => !known.includes(id));
  if (stray.length > 0 || Object.keys(errors ?? {}).length === 0) throw new Refusal("invalid_errors", { blocks: stray });
  return errors;
}

export function replyOf({ attempts }: Delivery): Reply {
  const { status = "failed", ms = 0, answer = "" } = attempts.at(-1) ?? {};
  const ok = status === "acked" || (typeof status === "number" && status >= 200 && status < 300);
  let body: Loose = answer === "" ? null : answer;
  try {
    if (answer !== "") body = JSON.parse(answer);
  } catch {
    // Plain text is an answer too.
  }
  return { ok, status, ms, body: ok ? body : null };
}
