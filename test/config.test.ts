import { tmpdir } from "node:os";
import { readConfig } from "../src/config.js";

const before = process.env["IDENTITY_SECRET"];
afterEach(() => {
  if (before === undefined) delete process.env["IDENTITY_SECRET"];
  else process.env["IDENTITY_SECRET"] = before;
});
const read = (secret: string) => {
  process.env["IDENTITY_SECRET"] = secret;
  return readConfig(tmpdir(), tmpdir());
};

test("a secret that is too short to sign identities stops the start with its remedy; none is none", () => {
  expect(() => read("x".repeat(31))).toThrow(
    /^- IDENTITY_SECRET is too short .* at least 32 characters.*openssl rand -base64 32/,
  );
  expect(read("x".repeat(32)).identitySecret).toBe("x".repeat(32));
  expect(read("").identitySecret).toBeNull();
});
