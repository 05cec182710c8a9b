import { deriveKey, fingerprint, makeTokenHash, parseDataKey } from "../../../src/adapters/crypto/keys.js";
import { makeLru } from "../../../src/adapters/crypto/lru.js";
import { makeVault } from "../../../src/adapters/crypto/vault.js";

const key = Buffer.alloc(32, 1);
const vault = makeVault(key);
const TEXT = "电话 13800138000 😀";

describe("what is sealed", () => {
  const dataKey = vault.newDataKey();

  test.each([
    ["under the customer's key", dataKey],
    ["under the desk's key", null],
  ])("opens in its own row %s, and never looks the same twice", (_, under) => {
    const sealed = [vault.seal(under, "row-1", TEXT), vault.seal(under, "row-1", TEXT)];
    for (const each of sealed) expect(vault.open(under, "row-1", each)).toBe(TEXT);
    expect(sealed[0]?.equals(sealed[1] ?? Buffer.alloc(0))).toBe(false);
    expect(vault.open(under, "row-1", vault.seal(under, "row-1", ""))).toBe("");
  });

  test("does not open in another row", () => {
    const sealed = vault.seal(dataKey, "row-1", TEXT);
    expect(() => vault.open(dataKey, "row-2", sealed)).toThrow(expect.objectContaining({ code: "vault.unreadable" }));
  });

  test("does not open when any byte of it was changed, or cut off", () => {
    const sealed = vault.seal(dataKey, "row-1", TEXT);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => vault.open(dataKey, "row-1", changed)).toThrow(expect.objectContaining({ code: "vault.unreadable" }));
      expect(() => vault.open(dataKey, "row-1", sealed.subarray(0, at))).toThrow(
        expect.objectContaining({ code: "vault.unreadable" }),
      );
    }
  });

  test("does not open under another customer's key, under none, or under another DATA_KEY", () => {
    const sealed = vault.seal(dataKey, "row-1", TEXT);
    const other = makeVault(Buffer.alloc(32, 2));
    for (const open of [
      () => vault.open(vault.newDataKey(), "row-1", sealed),
      () => vault.open(null, "row-1", sealed),
      () => other.open(dataKey, "row-1", sealed),
      () => other.open(null, "row-1", vault.seal(null, "row-1", TEXT)),
    ])
      expect(open).toThrow(expect.objectContaining({ code: "vault.unreadable" }));
  });

  test("before there was a customer opens with the customer's key at hand too", () => {
    expect(vault.open(dataKey, "row-1", vault.seal(null, "row-1", TEXT))).toBe(TEXT);
  });

  test("opens in a vault that has not seen its key yet, and a wrapped key is no row", () => {
    expect(makeVault(key).open(dataKey, "row-1", vault.seal(dataKey, "row-1", TEXT))).toBe(TEXT);
    expect(() => vault.open(null, "data-key", dataKey)).toThrow(expect.objectContaining({ code: "vault.unreadable" }));
  });

  test("an error tells neither the text nor a key", () => {
    const sealed = vault.seal(dataKey, "row-1", TEXT);
    sealed.writeUInt8(sealed.readUInt8(30) ^ 1, 30);
    const message = (() => {
      try {
        return vault.open(dataKey, "row-1", sealed);
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toMatch(/row-1/);
    expect(message).not.toMatch(/138|[0-9a-f]{32}/);
  });
});

test("a contact is looked up by a hash that only this desk's key makes", () => {
  expect(vault.lookup("+8613800138000")).toEqual(makeVault(key).lookup("+8613800138000"));
  expect(vault.lookup("+8613800138000")).not.toEqual(vault.lookup("+8613800138001"));
  expect(vault.lookup("+8613800138000")).not.toEqual(makeVault(Buffer.alloc(32, 2)).lookup("+8613800138000"));
});

describe("DATA_KEY", () => {
  test.each([
    ["hex", key.toString("hex")],
    ["hex in capitals", key.toString("hex").toUpperCase()],
    ["base64", key.toString("base64")],
    ["base64url without padding", key.toString("base64url")],
    ["base64 with a line end", `${key.toString("base64")}\n`],
  ])("is read from %s", (_, text) => {
    expect(parseDataKey(text)).toEqual(key);
  });

  test.each([
    ["nothing", ""],
    ["a password", "correct horse battery staple"],
    ["16 bytes", "00".repeat(16)],
    ["33 bytes", Buffer.alloc(33).toString("base64")],
  ])("that is %s is refused with the remedy, and not repeated in the message", (_, text) => {
    expect(() => parseDataKey(text)).toThrow(
      expect.objectContaining({
        code: "data_key.unreadable",
        message: expect.stringMatching(/openssl rand -base64 32/) as string,
      }),
    );
    if (text) expect(() => parseDataKey(text)).not.toThrow(text);
  });

  test("gives another key for each purpose, and a fingerprint that is none of them", () => {
    const labels = ["wrap", "desk", "lookup", "direct-line-token", "token-hash", "session", "key-id", "fingerprint"] as const;
    const keys = labels.map((label) => deriveKey(key, label).toString("hex"));
    expect(new Set([...keys, key.toString("hex")]).size).toBe(labels.length + 1);
    expect(fingerprint(key)).toMatch(/^[0-9a-f]{32}$/);
    expect(fingerprint(key)).not.toBe(fingerprint(Buffer.alloc(32, 2)));
  });

  test("hashes tokens the same on every instance", () => {
    expect(makeTokenHash(key)("t")).toEqual(makeTokenHash(Buffer.from(key))("t"));
    expect(makeTokenHash(key)("t")).not.toEqual(makeTokenHash(key)("u"));
  });
});

test("an LRU keeps what was used last", () => {
  const lru = makeLru<number>(2);
  lru.set("a", 1);
  lru.set("b", 2);
  expect(lru.get("a")).toBe(1);
  lru.set("c", 3);
  expect([lru.get("a"), lru.get("b"), lru.get("c"), lru.size]).toEqual([1, undefined, 3, 2]);
});
