import { join } from "node:path";
import { makeCalendar } from "./adapters/calendar/calendar.js";
import { parseCalendar } from "./adapters/calendar/parse-calendar.js";
import type { Content as FileContent, Dialogs } from "./adapters/dialog-files/content.js";
import type { Channels } from "./adapters/dialog-files/policy/channels-schema.js";
import { faultLine } from "./adapters/dialog-files/fault.js";
import { makePhraseBook } from "./adapters/dialog-files/phrases/phrase-book.js";
import { makeRender } from "./adapters/dialog-files/render.js";
import { contentFrom } from "./adapters/dialog-files/stored-content.js";
import { makePolicies, storeContent } from "./adapters/postgres/desk/policies.js";
import type { Pool } from "./adapters/postgres/pool.js";
import { parseLexicon, type Lexicon, type ParsedLexicon } from "./adapters/understanding/lexicon.js";
import { makeUnderstand } from "./adapters/understanding/understand.js";
import type { Background } from "./application/desk-ports.js";
import type { Content, Hours, Mask, Understand } from "./application/ports.js";
import { ConfigError, type Config } from "./config.js";
import type { Phrases } from "./application/phrases.js";
import type { Policy } from "./domain/policy.js";
import { LOCALES, type Locale } from "./domain/words.js";
import { makeContentCache } from "./content-cache.js";
import { makeMask } from "./mask.js";

/** Reads and checks the files under `config/` and `dialogs/`. Throws {@link ConfigError} with every fault, file and line. */
export async function readFiles(config: Pick<Config, "configDir" | "dialogsDir">): Promise<FileContent> {
  const { loadFiles } = await import("./adapters/dialog-files/load-files.js"); // with its YAML parser, which a start seldom needs
  const loaded = await loadFiles({ ...config, parsers: { calendar: parseCalendar, lexicon: parsedLexicon } });
  if ("faults" in loaded) throw new ConfigError(loaded.faults.map((fault) => faultLine(relative(fault))).join("\n"));
  return loaded.ok;
}

/**
 * The same for a start of the desk: what was checked stands in DATA_DIR under the hash of the files, since to read and check YAML is
 * a third of a start. On any doubt the files are read as ever; commands that check or publish always read them. `keep` comes when
 * DATA_DIR is made.
 */
export async function readFilesOnce(config: Pick<Config, "configDir" | "dialogsDir" | "dataDir">) {
  const cache = makeContentCache(config);
  const kept = await cache.read();
  if (!kept) {
    const files = await readFiles(config);
    const lexicons = { "zh-CN": lexiconIn(files.dialogs, "zh-CN"), en: lexiconIn(files.dialogs, "en") };
    return { files, keep: () => cache.keep({ files, lexicons }) };
  }
  for (const locale of LOCALES)
    parsedLexicons.set(Object(kept.files.dialogs.lexicon[locale]) as object, { lexicon: kept.lexicons[locale] });
  return { files: kept.files, keep: () => Promise.resolve() };
}

/** Paths as a reader in the working folder would type them. */
const relative = <T extends { file: string }>(fault: T): T => ({
  ...fault,
  file: fault.file.replace(join(process.cwd(), "/"), ""),
});

/** Puts the files' content into Postgres: at start only what was never seen becomes current, `publish` always its own. */
export const storeFiles = (pool: Pool, files: FileContent, publish: boolean): Promise<string[]> =>
  storeContent(
    pool,
    {
      policy: { hash: files.policy.version, content: files.raw.policy },
      dialogs: { hash: files.dialogs.version, content: files.raw.dialogs },
    },
    { publish },
  );

interface Spoken {
  dialogs: Dialogs;
  voice: ReturnType<typeof makeRender>;
  understand: Understand;
  phrases: ReturnType<typeof makePhraseBook>;
}

export interface LiveContent extends Background {
  content(): Content;
  /** What the channels take, of the policy in force. */
  channels(): Channels;
  understand: Understand;
  phrases: Phrases;
  /** For whatever text is stored in clear. */
  mask: Mask;
  /** Told of each policy that comes into force, so that teams and duty posts follow it. */
  onPolicy(listener: (policy: Policy) => void): void;
}

/** What every instance decides and speaks from: the current content of Postgres, changed within seconds of a publish. */
export function makeContent(deps: { pool: Pool; files: FileContent; failed: (error: unknown) => void }): LiveContent {
  const { pool, files, failed } = deps;
  const hours = new Map<string, Hours>();
  const channels = new Map<string, Channels>();
  const mask = makeMask(() => policies.current().policy.content.region);
  // What is in force is mostly what the files hold: it was read and checked a moment ago.
  const policies = makePolicies<Spoken>(pool, {
    parse: {
      policy: (raw, hash) => {
        const read = hash === files.policy.version ? files : stored({ policy: raw, dialogs: files.raw.dialogs }, files);
        hours.set(read.policy.version, hoursOf(read.calendar));
        channels.set(read.policy.version, read.channels);
        return read.policy;
      },
      dialogs: (raw, hash) => {
        const isOwn = hash === files.dialogs.version;
        return speaking(isOwn ? files.dialogs : stored({ policy: files.raw.policy, dialogs: raw }, files).dialogs, mask);
      },
    },
    failed,
  });
  const known = new Map<string, Spoken>();
  const dialogs: Content["dialogs"] = (version) => {
    const current = policies.current().dialogs;
    const found = (version === null ? undefined : known.get(version)) ?? current.content;
    if (version !== null && found === current.content && version !== current.hash) void remember(version);
    // Kept for the conversations that began on it: after a publish their very next turn speaks it still.
    known.set(found.dialogs.version, found);
    return { version: found.dialogs.version, flow: found.dialogs.flow, voice: found.voice };
  };
  // A conversation that runs on older dialogs: they are read once, and its next turn speaks them.
  const remember = async (version: string): Promise<void> => {
    const older = await policies.byHash("dialogs", version).catch(failed);
    if (older) known.set(version, older.content);
  };
  return {
    content: () => {
      const { policy } = policies.current();
      return { policy: policy.content, hours: hours.get(policy.content.version)!, dialogs };
    },
    channels: () => channels.get(policies.current().policy.content.version)!,
    understand: (text, context) => policies.current().dialogs.content.understand(text, context),
    phrases: {
      defaultLocale: () => policies.current().policy.content.defaultLocale,
      find: (wish) => {
        const { policy, dialogs } = policies.current();
        return dialogs.content.phrases({ ...wish, deskZone: hours.get(policy.content.version)!.zone });
      },
    },
    mask,
    onPolicy: (listener) => void policies.onChanged((current) => listener(current.policy.content)),
    start: policies.start,
    stop: policies.stop,
  };
}

function stored(raw: { policy: unknown; dialogs: unknown }, own: FileContent): FileContent {
  const read = contentFrom(raw, own);
  if ("faults" in read) throw new ConfigError(`What is published cannot be used here: ${read.faults.map(faultLine).join("; ")}`);
  return read.ok;
}

const speaking = (dialogs: Dialogs, mask: Mask): Spoken => ({
  dialogs,
  voice: makeRender(dialogs, mask),
  understand: understandingOf(dialogs),
  phrases: makePhraseBook(dialogs),
});

/** A lexicon is checked when its file is read and needed when it is spoken: parsed once. */
function parsedLexicon(raw: unknown): ParsedLexicon {
  if (typeof raw !== "object" || raw === null) return parseLexicon(raw);
  const parsed = parsedLexicons.get(raw) ?? parseLexicon(raw);
  parsedLexicons.set(raw, parsed);
  return parsed;
}
const parsedLexicons = new WeakMap<object, ParsedLexicon>();

/** The understanding of one version of the dialogs, checked now and compiled when first used; `frontdoor classify` uses the files' own. */
export function understandingOf(dialogs: Pick<Dialogs, "lexicon">): Understand {
  const lexicons = LOCALES.map((locale) => lexiconIn(dialogs, locale));
  let compiled: Understand | undefined;
  return (text, context) => (compiled ??= makeUnderstand(lexicons))(text, context);
}

function lexiconIn({ lexicon }: Pick<Dialogs, "lexicon">, locale: Locale): Lexicon {
  const parsed = parsedLexicon(lexicon[locale]);
  if ("faults" in parsed) throw new ConfigError("The published lexicon cannot be used here: publish this release's dialogs.");
  return parsed.lexicon;
}

export function hoursOf(raw: unknown): Hours {
  const parsed = parseCalendar(raw);
  if ("faults" in parsed) throw new ConfigError("The published calendar cannot be used here: publish this release's config.");
  return makeCalendar(parsed.policy);
}
