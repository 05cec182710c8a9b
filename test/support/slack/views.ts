import { randomBytes } from "node:crypto";
import type { Loose } from "../direct-line.js";
import { initialState } from "./client/input-state.js";
import { Refusal, type View } from "./shapes.js";
import { withIds } from "./web/chat.js";
import type { Workspace } from "./workspace.js";

interface Trigger {
  user: string;
  at: number;
  used: boolean;
}

/** Up to three modals on each other (docs.slack.dev/surfaces/modals). */
const HIGHEST_STACK = 3;

/** What people have open: a stack of modals each, and a home tab; and the triggers that may open one. */
export class Views {
  /** Everything that was ever shown to anyone. */
  readonly shown: { user: string; view: Loose }[] = [];
  private readonly workspace: Workspace;
  private readonly triggerLives: number;
  private readonly triggers = new Map<string, Trigger>();
  private readonly stacks = new Map<string, View[]>();
  private readonly homes = new Map<string, View>();

  constructor(workspace: Workspace, triggerLives: number) {
    this.workspace = workspace;
    this.triggerLives = triggerLives;
  }

  /** A trigger opens one view, within three seconds (docs.slack.dev/interactivity/handling-user-interaction). */
  trigger(user: string): string {
    const id = `${this.triggers.size + 1}.${Date.now()}.${randomBytes(16).toString("hex")}`;
    this.triggers.set(id, { user, at: performance.now(), used: false });
    return id;
  }

  /** Answers whose trigger it was; after this it is spent. */
  exchange(id: string): string {
    const trigger = this.triggers.get(id);
    if (!trigger) throw new Refusal("invalid_trigger_id");
    if (trigger.used) throw new Refusal("exchanged_trigger_id");
    if (performance.now() - trigger.at > this.triggerLives) throw new Refusal("expired_trigger_id");
    trigger.used = true;
    return trigger.user;
  }

  /** The modals a person has open, the one on top last. */
  of(user: string): View[] {
    return this.stacks.get(user) ?? [];
  }

  home(user: string): View | undefined {
    return this.homes.get(user);
  }

  find({ id, externalId }: { id?: unknown; externalId?: unknown }): View | undefined {
    const all = [...[...this.stacks.values()].flat(), ...this.homes.values()];
    return all.find((one) => (id === undefined ? one.view.external_id === externalId && Boolean(externalId) : one.id === id));
  }

  /** In place of what is open: Slack shows one stack of one app. */
  open(user: string, view: Loose): View {
    this.checkExternal(view);
    const opened = this.make(user, view);
    this.stacks.set(user, [opened]);
    return opened;
  }

  push(user: string, view: Loose): View {
    const stack = this.of(user);
    const top = stack.at(-1);
    if (!top) throw new Refusal("not_found");
    if (stack.length >= HIGHEST_STACK) throw new Refusal("push_limit_reached");
    this.checkExternal(view);
    const pushed = { ...this.make(user, view), root: top.root, previous: top.id };
    this.stacks.set(user, [...stack, pushed]);
    return pushed;
  }

  /** What was filled in stays where block and action keep their ids (docs: views.update, "preserving input entry"). */
  update(stored: View, view: Loose): View {
    this.checkExternal(view, stored);
    const fresh = this.make(stored.user, view);
    for (const [block, actions] of Object.entries(fresh.state))
      for (const action of Object.keys(actions)) actions[action] = stored.state[block]?.[action] ?? actions[action];
    Object.assign(stored, { view: fresh.view, state: fresh.state, hash: fresh.hash });
    return stored;
  }

  publish(user: string, view: Loose): View {
    const stored = this.homes.get(user);
    if (stored) return this.update(stored, view);
    const published = this.make(user, view);
    this.homes.set(user, published);
    return published;
  }

  /** One modal less, or none. */
  close(view: View, { all = false } = {}): void {
    const stack = this.of(view.user);
    this.stacks.set(view.user, all ? [] : stack.slice(0, Math.max(0, stack.indexOf(view))));
  }

  private checkExternal(view: Loose, but?: View): void {
    const other = view.external_id ? this.find({ externalId: view.external_id }) : undefined;
    if (other && other !== but) throw new Refusal("duplicate_external_id");
  }

  private make(user: string, given: Loose): View {
    const id = this.workspace.id("V");
    const view = { ...given, blocks: withIds(given.blocks as Loose[]) };
    this.shown.push({ user, view });
    const hash = `${Math.trunc(this.workspace.now() / 1000)}.${randomBytes(4).toString("hex")}`;
    return { id, hash, user, root: id, previous: null, view, state: initialState(view.blocks) };
  }
}
