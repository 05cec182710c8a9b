import type { Loose } from "../../direct-line.js";
import { checkView, refusedBlocks } from "../block-kit/check.js";
import { renderView } from "../render.js";
import { Refusal, type Dict, type View } from "../shapes.js";
import { parsed, personOf, type Call, type Method } from "./method.js";

/** views.* ask for no scope; what is wrong with a view is `invalid_arguments` with a pointer to the place. */
export const viewMethods: Record<string, Method> = {
  "views.open": { tier: 4, run: open },
  "views.push": { tier: 4, run: push },
  "views.update": { tier: 4, run: update },
  "views.publish": { tier: 4, run: publish },
};

/** "Error returned if the provided view is greater than 250kb." */
const LARGEST_VIEW = 250 * 1024;

export function checkedView(given: Loose, type: "modal" | "home"): Dict {
  if (given === undefined)
    throw new Refusal("invalid_arguments", { response_metadata: { messages: ["[ERROR] missing required field: view"] } });
  if (JSON.stringify(given).length > LARGEST_VIEW) throw new Refusal("view_too_large");
  const problems = checkView(given, type);
  if (problems.length > 0) throw refusedBlocks("invalid_arguments", problems);
  return given as Dict;
}

const viewOf = ({ args }: Call, type: "modal" | "home"): Dict => checkedView(parsed(args, "view", "invalid_arguments"), type);
const shown = (call: Call, view: View): Dict => ({ view: renderView(call.workspace, view) });

function open(call: Call): Dict {
  const view = viewOf(call, "modal");
  const user = call.views.exchange(String(call.args.trigger_id ?? ""));
  return shown(call, call.views.open(user, view));
}

function push(call: Call): Dict {
  const view = viewOf(call, "modal");
  const user = call.views.exchange(String(call.args.trigger_id ?? ""));
  return shown(call, call.views.push(user, view));
}

function update(call: Call): Dict {
  const { view_id, external_id, hash } = call.args;
  const stored = call.views.find({ id: view_id, externalId: external_id });
  if (!stored) throw new Refusal("not_found");
  const view = viewOf(call, stored.view.type as "modal" | "home");
  if (hash !== undefined && hash !== stored.hash) throw new Refusal("hash_conflict");
  return shown(call, call.views.update(stored, view));
}

function publish(call: Call): Dict {
  const person = personOf(call, call.args.user_id, "invalid_arguments");
  const view = viewOf(call, "home");
  const stored = call.views.home(person.id);
  if (call.args.hash !== undefined && call.args.hash !== stored?.hash) throw new Refusal("hash_conflict");
  return shown(call, call.views.publish(person.id, view));
}
