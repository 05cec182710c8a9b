import { slotOf } from "../../../../../src/adapters/widget/browser/line/kept.js";
import { isKnownHere, readOptions } from "../../../../../src/adapters/widget/browser/loader/attributes.js";
import { contrast, rgbOf } from "../../../../../src/adapters/widget/browser/loader/color.js";
import {
  makeListeners,
  publish,
  type ScriptInterface,
} from "../../../../../src/adapters/widget/browser/loader/script-interface.js";
import { localeOf, spoken } from "../../../../../src/adapters/widget/browser/loader/words.js";

/** What the loader needs of a browser, as far as these tests go. */
function browser(parts: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(parts))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

const tag = (src: string, attributes: Record<string, string> = {}) =>
  ({ src, getAttribute: (name: string) => attributes[name] ?? null }) as unknown as HTMLScriptElement;

const jwtOf = (sub: unknown): string => `h.${Buffer.from(JSON.stringify({ sub })).toString("base64url")}.s`;

beforeEach(() => browser({ document: { documentElement: { lang: "" } }, navigator: { languages: [] } }));

describe("the script tag", () => {
  test("says nothing: an anonymous bubble at the right, in the page's language", () => {
    browser({ document: { documentElement: { lang: "zh-Hant" } } });
    expect(readOptions(tag("https://desk.example/chat/widget.js?v=1"))).toEqual({
      base: "https://desk.example/chat",
      locale: "zh-CN",
      color: null,
      onColor: null,
      theme: "auto",
      position: "right",
      mode: "bubble",
      title: null,
      greeting: null,
      identity: null,
      resume: null,
    });
  });

  test("a value that is none of those allowed counts as not given", () => {
    const said = { "data-theme": "pink", "data-position": "top", "data-mode": "full", "data-locale": "fr" };
    expect(readOptions(tag("https://desk.example/widget.js", said))).toMatchObject({
      theme: "auto",
      position: "right",
      mode: "bubble",
      locale: null,
    });
  });

  test("the secret of a resume link goes out of the address, on the page of the chat alone", () => {
    const replaced: unknown[] = [];
    browser({
      location: { hash: "#resume=s3cret%2B", pathname: "/", search: "?lang=en" },
      history: { replaceState: (...values: unknown[]) => replaced.push(values[2]) },
    });
    expect(readOptions(tag("https://shop.example/widget.js")).resume).toBeNull();
    expect(replaced).toEqual([]);
    expect(readOptions(tag("https://desk.example/widget.js", { "data-mode": "page" })).resume).toBe("s3cret+");
    expect(replaced).toEqual(["/?lang=en"]);
  });
});

describe("a language", () => {
  test.each([
    ["zh-TW", "zh-CN"],
    ["EN-gb", "en"],
    ["zhx", null],
    ["fr", null],
    ["", null],
  ])("%s is ours as %s", (given, ours) => expect(localeOf(given)).toBe(ours));

  test("is the site's, or the first of the browser's that is ours, or English", () => {
    expect(spoken("zh-CN")).toBe("zh-CN");
    browser({ navigator: { languages: ["fr", "zh", "en"] } });
    expect(spoken(null)).toBe("zh-CN");
    browser({ navigator: { languages: ["fr"] } });
    expect(spoken(null)).toBe("en");
  });
});

describe("a conversation is known here", () => {
  const identityOnly = (identity: string | null) => ({ identity }) as Parameters<typeof isKnownHere>[0];
  const storing = (...names: string[]) =>
    browser({ localStorage: { getItem: (name: string) => (names.includes(name) ? "x" : null) } });

  test("by the name that the line keeps it under, for the anonymous and for whoever is signed in", async () => {
    const sha256 = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest("SHA-256", bytes);
    for (const sub of ["42", "李敏@example.com", "a".repeat(200)]) {
      storing(`frontdoor.resume${await slotOf(jwtOf(sub), { sha256 })}`);
      expect(await isKnownHere(identityOnly(jwtOf(sub)))).toBe(true);
      expect(await isKnownHere(identityOnly(jwtOf(`${sub}1`)))).toBe(false);
      expect(await isKnownHere(identityOnly(null))).toBe(false);
    }
    storing("frontdoor.resume");
    expect(await isKnownHere(identityOnly(null))).toBe(true);
  });

  test("never where storage is forbidden or the identity is none", async () => {
    storing("frontdoor.resume");
    for (const identity of ["", "x", "a.b.c", jwtOf(undefined)]) expect(await isKnownHere(identityOnly(identity))).toBe(false);
    browser({ localStorage: undefined });
    expect(await isKnownHere(identityOnly(null))).toBe(false);
  });
});

describe("window.frontdoor", () => {
  const offered = (done: unknown[]): ScriptInterface => ({
    open: () => void done.push("open"),
    close: () => void done.push("close"),
    toggle: () => void done.push("toggle"),
    on: (event) => {
      done.push(["on", event]);
      return () => undefined;
    },
    identify: (jwt) => void done.push(["identify", jwt]),
    setLocale: (locale) => void done.push(["setLocale", locale]),
    shutdown: () => void done.push("shutdown"),
  });

  test("does what waited in the queue, in order, and what comes by the queue later; what it does not know is passed over", () => {
    const done: unknown[] = [];
    browser({ window: { frontdoor: { q: [["setLocale", "en"], ["dance"], ["open"]] } } });
    publish(offered(done));
    window.frontdoor!.q!.push(["identify", null], ["close"]);
    expect(done).toEqual([["setLocale", "en"], "open", ["identify", null], "close"]);
  });

  test("a listener that throws harms no other; one that was taken off hears nothing more", () => {
    const logged: unknown[] = [];
    browser({ console: { error: (...values: unknown[]) => logged.push(values[0]) } });
    const { on, emit } = makeListeners();
    const heard: unknown[] = [];
    on("unread", () => {
      throw new Error("of the page");
    });
    const off = on("unread", (detail) => heard.push(detail));
    emit("unread", { count: 1 });
    off();
    emit("unread", { count: 2 });
    expect(heard).toEqual([{ count: 1 }]);
    expect(logged).toEqual(["[frontdoor] a listener failed", "[frontdoor] a listener failed"]);
  });
});

test("colours are read and compared as WCAG does", () => {
  expect(rgbOf("#0b6B63")).toEqual([11, 107, 99]);
  expect(rgbOf(" #fff")).toEqual([255, 255, 255]);
  for (const no of ["", "fff", "#ffff", "#ggg", "red", "rgb(0,0,0)", "#0b6b63;color:red"]) expect(rgbOf(no)).toBeNull();
  expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 5);
  expect(contrast([11, 107, 99], [255, 255, 255])).toBeCloseTo(6.39, 1);
});
