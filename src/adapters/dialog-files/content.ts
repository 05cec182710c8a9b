import type { Flow } from "../../domain/conversation/flow.js";
import type { Policy } from "../../domain/policy.js";
import type { Locale } from "../../domain/words.js";
import type { Checked } from "./fault.js";
import { readFlow } from "./flow.js";
import { contentHash } from "./hash.js";
import { type Channels, ChannelsFile, toChannels } from "./policy/channels-schema.js";
import { toPolicy } from "./policy/to-policy.js";
import { digestProblems } from "./policy/digest-checks.js";
import { policyProblems } from "./policy/policy-checks.js";
import { DeskFile, RoutingFile, SlaFile } from "./policy/policy-schema.js";
import { readPhrases } from "./phrases/read-phrases.js";
import type { Phrases } from "./phrases/read-phrases.js";
import { ForbiddenFile, readScript } from "./scripts.js";
import type { Forbidden, Script } from "./scripts.js";
import { shaped, valueAt } from "./shape.js";

/** The files' content as JSON, as Postgres keeps it under the two hashes. */
export interface RawContent {
  policy: { desk: unknown; sla: unknown; routing: unknown; channels: unknown; calendar: unknown };
  dialogs: {
    scripts: Record<Locale, unknown>;
    flows: unknown;
    forbidden: unknown;
    phrases: unknown;
    lexicon: Record<Locale, unknown>;
  };
}

/** All that is said and asked. */
export interface Dialogs {
  /** The content hash the dialogs are stored under. */
  version: string;
  scripts: Record<Locale, Script>;
  flow: Flow;
  forbidden: Forbidden;
  phrases: Phrases;
  /** As written: the understanding parses it. */
  lexicon: Record<Locale, unknown>;
}

/** The numbers of the process, what channels take, and the calendar, which is as written: its own adapter parses it. */
export interface PolicyContent {
  policy: Policy;
  channels: Channels;
  calendar: unknown;
}

/** Everything under `config/` and `dialogs/`, checked, and the JSON to store. */
export interface Content extends PolicyContent {
  dialogs: Dialogs;
  raw: RawContent;
}

/** Makes the content of the files' data, or says all that is wrong with it. A part that is undefined was refused before and is passed over. */
export function readContent(raw: RawContent): Checked<Content> {
  const policy = readPolicy(raw.policy);
  const dialogs = readDialogs(raw.dialogs);
  const problems = [...policy.problems, ...dialogs.problems];
  if (!policy.value || !dialogs.value) return { problems };
  return { value: { ...policy.value, dialogs: dialogs.value, raw }, problems };
}

export function readPolicy(raw: RawContent["policy"]): Checked<PolicyContent> {
  const desk = given(raw.desk, (each) => shaped(DeskFile, "config/desk.yaml", each));
  const sla = given(raw.sla, (each) => shaped(SlaFile, "config/sla.yaml", each));
  const routing = given(raw.routing, (each) => shaped(RoutingFile, "config/routing.yaml", each));
  const channels = given(raw.channels, (each) => shaped(ChannelsFile, "config/channels.yaml", each));
  const files = { desk: desk.value, sla: sla.value, routing: routing.value };
  const teams = desk.value?.teams.map(({ id }) => id) ?? null;
  const problems = [
    ...[desk, sla, routing, channels].flatMap((each) => each.problems),
    ...policyProblems(files),
    ...digestProblems(channels.value ?? {}, teams),
  ];
  if (problems.length > 0 || !files.desk || !files.sla || !files.routing || !channels.value) return { problems };
  const policy = toPolicy({ desk: files.desk, sla: files.sla, routing: files.routing }, contentHash(raw));
  return { value: { policy, channels: toChannels(channels.value), calendar: raw.calendar }, problems };
}

export function readDialogs(raw: RawContent["dialogs"]): Checked<Dialogs> {
  const forbidden = given(raw.forbidden, (each) => shaped(ForbiddenFile, "dialogs/forbidden.yaml", each));
  const flow = given(raw.flows, readFlow);
  const zh = given(valueAt(raw, ["scripts", "zh-CN"]), (each) => readScript(each, "zh-CN", forbidden.value));
  const en = given(valueAt(raw, ["scripts", "en"]), (each) => readScript(each, "en", forbidden.value));
  const phrases = given(raw.phrases, (each) => readPhrases(each, forbidden.value));
  const problems = [forbidden, flow, zh, en, phrases].flatMap((each) => each.problems);
  if (problems.length > 0 || !forbidden.value || !flow.value || !zh.value || !en.value || !phrases.value) return { problems };
  const scripts = { "zh-CN": zh.value, en: en.value };
  const read = { scripts, flow: flow.value, forbidden: forbidden.value, phrases: phrases.value };
  return { value: { version: contentHash(raw), ...read, lexicon: raw.lexicon }, problems };
}

const given = <T>(raw: unknown, read: (raw: unknown) => Checked<T>): Checked<T> =>
  raw === undefined ? { problems: [] } : read(raw);
