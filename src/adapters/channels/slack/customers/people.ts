import type { Profile } from "../../../../domain/input.js";
import type { Locale } from "../../../../domain/words.js";
import { makeLru } from "../../../crypto/lru.js";
import { cleanText, cleanZone, localeOf } from "../../clean.js";
import type { SlackApi, SlackUser } from "../api/slack-api.js";
import { SlackFault } from "../api/fault.js";

export interface SlackPerson {
  locale: Locale | null;
  zone: string | null;
  profile: Profile | null;
  isBot: boolean;
}

export interface People {
  /** Of whoever writes in a workspace in which the app is installed in `team`. Nothing is known while Slack cannot be asked. */
  of(user: string, team: string): Promise<SlackPerson>;
  /** Slack told that something about them changed. */
  forget(user: string): void;
}

const KNOWN_MOST = 10_000;
const KEPT_MS = 3_600_000;
/** After a failure nobody is asked for again at once: messages go on without. */
const FAILED_KEPT_MS = 10_000;
const NAME_MOST = 256;
const NOBODY: SlackPerson = { locale: null, zone: null, profile: null, isBot: false };

export function makePeople({ api, now }: { api: Pick<SlackApi, "userInfo">; now: () => number }): People {
  const known = makeLru<{ until: number; person: Promise<SlackPerson> }>(KNOWN_MOST);
  return {
    of: (user, team) => {
      const found = known.get(user);
      if (found !== undefined && now() < found.until) return found.person;
      const entry = { until: now() + KEPT_MS, person: Promise.resolve(NOBODY) };
      entry.person = api.userInfo(user).then(
        (info) => personOf(info, team),
        (error: unknown) => {
          if (!(error instanceof SlackFault)) throw error;
          entry.until = now() + FAILED_KEPT_MS;
          return NOBODY;
        },
      );
      known.set(user, entry);
      return entry.person;
    },
    forget: (user) => {
      const found = known.get(user);
      if (found !== undefined) found.until = 0;
    },
  };
}

/**
 * Who they are, as their workspace knows them. An e-mail vouches for somebody only where it is the workspace's own member, confirmed: not
 * a guest, nobody of another workspace (service-process 1, known).
 */
function personOf(user: SlackUser, team: string): SlackPerson {
  const { profile, is_restricted, is_ultra_restricted, is_stranger, is_bot } = user;
  const isMember = user.team_id === team && !is_restricted && !is_ultra_restricted && !is_stranger && !is_bot;
  const named = [user.real_name, profile?.real_name, profile?.display_name, user.name].find((name) => name?.trim()) ?? "";
  const name = cleanText(named).trim().slice(0, NAME_MOST) || null;
  const given = isMember && user.is_email_confirmed !== false ? (profile?.email ?? null) : null;
  const email = given !== null && /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(given) ? cleanText(given).toLowerCase() : null;
  return {
    locale: localeOf(user.locale),
    zone: cleanZone(user.tz),
    profile: name === null && email === null ? null : { name, company: null, email, phone: null },
    isBot: is_bot === true,
  };
}
