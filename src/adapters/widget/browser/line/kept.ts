import { hexOf, type World } from "./world.js";

/** Small texts kept in a storage of the browser; where that is missing, full or forbidden, this page remembers them. */
export interface Kept {
  get(name: string): string | null;
  /** Null takes it away. */
  set(name: string, text: string | null): void;
}

export function makeKept(storage: () => Storage): Kept {
  const remembered = new Map<string, string | null>();
  return {
    get: (name) => {
      const own = remembered.get(name);
      if (own !== undefined) return own;
      try {
        return storage().getItem(name);
      } catch {
        return null;
      }
    },
    set: (name, text) => {
      try {
        if (text === null) storage().removeItem(name);
        else storage().setItem(name, text);
        remembered.delete(name);
      } catch {
        remembered.set(name, text);
      }
    },
  };
}

/**
 * The ending of the names that a visitor's things are kept under: of the identity's `sub`, so that who signs in next on this
 * device never finds them; empty for the anonymous.
 */
export async function slotOf(identity: string | null, { sha256 }: Pick<World, "sha256">): Promise<string> {
  if (identity === null) return "";
  const subject = new TextEncoder().encode(subjectOf(identity));
  const hash = sha256 === null ? fnv(subject) : hexOf(new Uint8Array(await sha256(subject)));
  return `.${hash.slice(0, 16)}`;
}

/** The JWT is judged by the server; here it only names a drawer. */
function subjectOf(jwt: string): string {
  try {
    const payload = jwt.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    return typeof sub === "string" || typeof sub === "number" ? String(sub) : jwt;
  } catch {
    return jwt;
  }
}

/** FNV-1a, twice with different beginnings: 16 hex digits where there is no SHA-256. */
const fnv = (bytes: Uint8Array): string =>
  [0x811c9dc5, 0x01000193]
    .map((seed) => bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, seed))
    .map((hash) => hash.toString(16).padStart(8, "0"))
    .join("");
