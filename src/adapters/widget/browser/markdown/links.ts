const PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address if it may be followed; null for scripts, data, relative and unreadable ones. */
export function safeLink(href: string): URL | null {
  const url = readUrl(href);
  return url && PROTOCOLS.has(url.protocol) ? url : null;
}

/** A name with a dot and letters at its end, in any script: "example.com", "аррle.com", "中国.cn". */
const HOST = /[\p{L}\p{N}](?:[\p{L}\p{N}-]*\.)+\p{L}{2,}/gu;
const ADDRESS = /[^\s@<>]+@[^\s@<>]+/g;
const PHONE = /\+?\d[\d ()-]{5,}\d/g;

/** What must stand beside a link's words because they name another place than it leads to: a host, an address, a number; null where they do not. */
export function trueAim(words: string, aim: URL): string | null {
  const isWeb = aim.protocol.startsWith("http");
  const real = isWeb ? aim.hostname : aim.pathname;
  const read = isWeb ? hostOf : aim.protocol === "tel:" ? digits : whole;
  const named = words.match(isWeb ? HOST : aim.protocol === "tel:" ? PHONE : ADDRESS);
  return named?.some((name) => read(name) !== read(real)) ? real : null;
}

const whole = (text: string): string => text.toLowerCase();
const digits = (text: string): string => text.replace(/\D/g, "");

/** As the browser reads it: a look-alike in another script becomes xn--… and is told. */
function hostOf(name: string): string {
  const host = readUrl(`https://${name}`)?.hostname ?? name;
  return host.replace(/^www\./, "");
}

/** Safari has no URL.canParse before 17. */
function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
