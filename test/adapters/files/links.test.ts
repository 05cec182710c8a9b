import { makeFileLinks } from "../../../src/adapters/files/links.js";
import { dispositionOf } from "../../../src/adapters/files/served-file.js";

const DAY_MS = 86_400_000;
const clock = { ms: Date.UTC(2026, 10, 23, 2) };
const links = makeFileLinks({ key: Buffer.alloc(32, 1), now: () => clock.ms });
const ID = "01a20000-0000-7000-8000-000000000001";
const queryOf = (link: string) => new URL(link).searchParams;
beforeEach(() => {
  clock.ms = Date.UTC(2026, 10, 23, 2);
});

test("an address is good for seven days at least, eight at most, and the same all day", () => {
  const link = links.to("https://chat.example", ID);
  expect(link).toMatch(/^https:\/\/chat\.example\/files\/01a20000-0000-7000-8000-000000000001\?until=\d+&s=[\w-]{43}$/);
  expect(links.check(ID, queryOf(link))).toEqual({ secondsLeft: 7 * 86_400 + 22 * 3_600 });
  clock.ms += DAY_MS;
  expect(links.to("https://chat.example", ID)).not.toBe(link);
  clock.ms = Date.UTC(2026, 10, 23, 23, 59);
  expect(links.to("https://chat.example", ID)).toBe(link);
  clock.ms = Date.UTC(2026, 11, 1) - 1_000;
  expect(links.check(ID, queryOf(link))).toEqual({ secondsLeft: 1 });
  clock.ms = Date.UTC(2026, 11, 1);
  expect(links.check(ID, queryOf(link))).toEqual({ refused: "expired" });
});

test("whatever is changed in it, it opens nothing", () => {
  const query = queryOf(links.to("https://chat.example", ID));
  const [until, s] = [query.get("until")!, query.get("s")!];
  const changed: [string, string][] = [
    ["", `until=${until}&s=${s}`],
    [ID.replace(/1$/, "2"), `until=${until}&s=${s}`],
    [ID, `until=${Number(until) + DAY_MS}&s=${s}`],
    [ID, `until=${until}`],
    [ID, `s=${s}`],
    [ID, ""],
    [ID, `until=${until}&s=${s.slice(1)}`],
    [ID, `until=${until}&s=${"A".repeat(43)}`],
    [ID, `until=NaN&s=${s}`],
  ];
  for (const [id, search] of changed) expect(links.check(id, new URLSearchParams(search))).toEqual({ refused: "not_signed" });
  const others = makeFileLinks({ key: Buffer.alloc(32, 2), now: () => clock.ms });
  expect(others.check(ID, query)).toEqual({ refused: "not_signed" });
});

test.each([
  ["a.png", `attachment; filename="a.png"; filename*=UTF-8''a.png`],
  ["截图 1.png", `attachment; filename="_ 1.png"; filename*=UTF-8''%E6%88%AA%E5%9B%BE%201.png`],
  ["it's (100%) * 2.txt", `attachment; filename="it's (100_) * 2.txt"; filename*=UTF-8''it%27s%20%28100%25%29%20%2A%202.txt`],
  ['a"\\b.txt', `attachment; filename="a__b.txt"; filename*=UTF-8''a%22%5Cb.txt`],
])("%j is named as RFC 6266 has it", (name, header) => expect(dispositionOf(name)).toBe(header));
