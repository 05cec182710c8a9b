import { useLocation } from "wouter";
import { prefer, usePreferences } from "../../preferences.js";
import { signOut, useMe } from "../../session/session.js";
import { RAIL } from "../../shell/pages.js";
import { SHELL_WORDS } from "../../shell/words.js";
import { useWords } from "../../words.js";
import { SEARCH_WORDS } from "./words.js";

export interface Command {
  id: string;
  text: string;
  /** What it is found by, in both languages. */
  names: string[];
  /** As a key, `g q`. */
  press: string | null;
  run: () => void;
}

const BOTH = [SEARCH_WORDS["zh-CN"], SEARCH_WORDS.en] as const;
const BOTH_SHELL = [SHELL_WORDS["zh-CN"], SHELL_WORDS.en] as const;

/** What can be done from the search field by name. */
export function useCommands(): Command[] {
  const t = useWords(SEARCH_WORDS);
  const shell = useWords(SHELL_WORDS);
  const me = useMe();
  const { locale, theme } = usePreferences();
  const [, go] = useLocation();
  const command = (id: string, text: string, more: Pick<Command, "names" | "run"> & { press?: string }): Command => ({
    id,
    text,
    press: null,
    ...more,
  });
  const pages = RAIL.filter(({ verb }) => me.may(verb)).map(({ name, path, key }) =>
    command(`go-${name}`, shell.go[name], { names: BOTH_SHELL.map((w) => w.go[name]), press: `g ${key}`, run: () => go(path) }),
  );
  const themes = (["light", "dark", "auto"] as const)
    .filter((each) => each !== theme)
    .map((each) =>
      command(`theme-${each}`, t.theme[each], { names: BOTH.map((w) => w.theme[each]), run: () => prefer({ theme: each }) }),
    );
  const other = locale === "en" ? "zh-CN" : "en";
  return [
    ...pages,
    ...(me.may("serve") ? [command("new", t.newTicket, { names: BOTH.map((w) => w.newTicket), run: () => go("/new") })] : []),
    ...themes,
    command("language", t.language, { names: BOTH.map((w) => w.language), run: () => prefer({ locale: other }) }),
    command("sign-out", t.signOut, { names: BOTH.map((w) => w.signOut), run: () => void signOut() }),
  ];
}
