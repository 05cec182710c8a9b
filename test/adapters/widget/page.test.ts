import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { makeMatcher } from "../../../src/adapters/http/match.js";
import { NOBODY, type Answer } from "../../../src/adapters/http/route.js";
import { chatPageRoutes } from "../../../src/adapters/widget/page.js";
import { BUILT, widgetBuilt } from "../../support/widget-built.js";

const directory = widgetBuilt();

const PAGE = { directory, company: { "zh-CN": "澄川<科技>", en: 'Chengchuan & "Sons" $&' }, defaultLocale: "zh-CN" } as const;

function asked(path: string, headers: Record<string, string> = {}, publicUrl: string | null = null): Answer {
  const { pathname, searchParams: query } = new URL(path, "http://desk.example");
  // As the server has it: the path as it was sent, dots and all.
  const found = makeMatcher(chatPageRoutes(PAGE, publicUrl))("GET", path.startsWith("/widget/") ? path : pathname);
  if (!("route" in found)) return { status: 404 };
  const call = {
    params: found.params,
    query,
    headers,
    caller: NOBODY,
    body: undefined,
    address: "",
    baseUrl: "http://desk.example",
  };
  return found.route.handle!(call) as Answer;
}

describe("the files of the widget", () => {
  test("the loader is fetched anew after five minutes, by any site, in the best coding that the browser takes", () => {
    const { status, body, headers } = asked("/widget.js", { "accept-encoding": "gzip, deflate, br, zstd" });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "content-encoding": "br",
      vary: "Accept-Encoding",
    });
    expect(brotliDecompressSync(body as Buffer).toString()).toBe(BUILT["widget.js"]);
  });

  test("what has a hash in its name is kept for a year", () => {
    const { status, headers } = asked("/widget/chunk-BBBB2222.js");
    expect(status).toBe(200);
    expect(headers?.["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  test.each([
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["BR", "br"],
    ["identity", undefined],
    ["brotli", undefined],
    ["gzip; q=0", undefined],
  ])("accept-encoding %s is answered in %s", (accepted, coding) => {
    const { body, headers } = asked("/widget/panel-AAAA1111.js", { "accept-encoding": accepted });
    expect(headers?.["content-encoding"]).toBe(coding);
    const bytes = body as Buffer;
    const text = coding === "br" ? brotliDecompressSync(bytes) : coding === "gzip" ? gunzipSync(bytes) : bytes;
    expect(text.toString()).toBe(BUILT["panel-AAAA1111.js"]);
  });

  test("a browser that has it already is told so, whatever the coding", () => {
    const etag = asked("/widget.js").headers!.etag!;
    const { status, body } = asked("/widget.js", { "if-none-match": `"other", W/${etag}`, "accept-encoding": "br" });
    expect(status).toBe(304);
    expect(body).toBeUndefined();
  });

  test("panel.js is the panel of this build, asked anew each time: for a loader from before an update", () => {
    const { status, body, headers } = asked("/widget/panel.js");
    expect(status).toBe(200);
    expect(body).toEqual(Buffer.from(BUILT["panel-AAAA1111.js"]));
    expect(headers?.["cache-control"]).toBe("no-cache");
  });

  test.each([
    "/widget/panel-OLD00000.js",
    "/widget/widget.js",
    "/widget/index.html",
    "/widget/manifest.json",
    "/widget/panel-AAAA1111.js.br",
    "/widget/..%2f..%2fpackage.json",
    "/widget/..%2Fmanifest.json",
    "/widget/../manifest.json",
    "/widget/%00",
    "/widget/__proto__",
    "/widget/constructor",
  ])("%s is not there, and that is not kept", (path) => {
    const { status, headers } = asked(path);
    expect(status).toBe(404);
    expect(headers?.["cache-control"]).toBeUndefined();
  });
});

describe("the chat page", () => {
  const policyOf = (answer: Answer) => answer.headers!["content-security-policy"]!.split("; ");

  test("allows nothing from elsewhere and nothing inline", () => {
    expect(policyOf(asked("/"))).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]);
    expect(asked("/").headers).not.toHaveProperty("access-control-allow-origin");
  });

  test("under a public address its sockets and files may come from there", () => {
    const answer = asked("/", {}, "https://desk.example");
    expect(policyOf(answer)).toContain("connect-src 'self' https://desk.example wss://desk.example");
    expect(policyOf(answer)).toContain("img-src 'self' data: blob: https://desk.example");
    expect(answer.headers?.["strict-transport-security"]).toBe("max-age=31536000");
  });

  test.each([
    ["/?lang=en", "zh-CN", "en"],
    ["/?lang=zh-TW", "en", "zh-CN"],
    ["/?lang=fr", "en-GB,en;q=0.9", "en"],
    ["/", "fr-FR, en;q=0.5, zh;q=0.3", "en"],
    ["/", "zh-Hans-CN", "zh-CN"],
    ["/", "fr", "zh-CN"],
    ["/", "", "zh-CN"],
  ])("%s of a browser that prefers %s speaks %s", (path, preferred, locale) => {
    const { body, headers } = asked(path, { "accept-language": preferred });
    expect(body).toContain(`<html lang="${locale}">`);
    expect(body).toContain(`data-locale="${locale}"`);
    expect(headers?.vary).toBe("Accept-Language");
  });

  test("the company's name is text, whatever is in it", () => {
    expect(asked("/?lang=zh").body).toContain("<title>澄川&lt;科技&gt;</title>");
    expect(asked("/?lang=en").body).toContain("<title>Chengchuan &amp; &quot;Sons&quot; $&amp;</title>");
  });

  test("is asked for anew each time, and not sent again unchanged", () => {
    const { headers } = asked("/?lang=en");
    expect(headers?.["cache-control"]).toBe("no-cache");
    expect(asked("/?lang=en", { "if-none-match": headers!.etag! }).status).toBe(304);
    expect(asked("/?lang=zh", { "if-none-match": headers!.etag! }).status).toBe(200);
  });
});

test("without a build the start says what to do", () => {
  const missing = { ...PAGE, directory: join(directory, "missing") };
  expect(() => chatPageRoutes(missing, null)).toThrow(
    expect.objectContaining({ code: "widget.not-built", message: expect.stringContaining("Run npm run build.") as string }),
  );
});
