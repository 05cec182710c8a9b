import { makeClaims } from "../../../src/adapters/crypto/claims.js";

const claims = makeClaims(Buffer.alloc(32, 7));

test("what is sealed opens where it belongs, as it was", () => {
  for (const plain of ["", "陈静 🙂", "x".repeat(4_000)]) {
    const sealed = claims.seal(plain, "c-1");
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(makeClaims(Buffer.alloc(32, 7)).open(sealed, "c-1")).toBe(plain);
  }
  expect(claims.seal("a", "c-1")).not.toBe(claims.seal("a", "c-1"));
});

test("moved elsewhere, changed anywhere, cut or under another key it opens nothing", () => {
  const sealed = claims.seal("陈静", "c-1");
  expect(claims.open(sealed, "c-2")).toBeNull();
  expect(makeClaims(Buffer.alloc(32, 8)).open(sealed, "c-1")).toBeNull();
  const bytes = Buffer.from(sealed, "base64url");
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(claims.open(changed.toString("base64url"), "c-1")).toBeNull();
    expect(claims.open(bytes.subarray(0, at).toString("base64url"), "c-1")).toBeNull();
  }
});
