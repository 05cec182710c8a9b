import { join } from "node:path";
import { deskPageRoutes } from "../../../src/adapters/desk/page.js";
import { makeMatcher } from "../../../src/adapters/http/match.js";
import { NOBODY, type Answer } from "../../../src/adapters/http/route.js";
import { widgetBuilt } from "../../support/widget-built.js";

const PAGE = { directory: widgetBuilt(), company: { "zh-CN": "澄川<科技>", en: "Chengchuan" }, defaultLocale: "zh-CN" } as const;

function asked(path: string, publicUrl: string | null = null): Answer {
  const { pathname, searchParams: query } = new URL(path, "http://desk.example");
  const found = makeMatcher(deskPageRoutes(PAGE, publicUrl))("GET", pathname);
  if (!("route" in found)) return { status: 404 };
  const call = { params: found.params, query, headers: {}, caller: NOBODY, body: undefined, address: "", baseUrl: "" };
  return found.route.handle!(call) as Answer;
}

test.each(["/desk", "/desk/", "/desk/?tab=mine", "/desk/board", "/desk/tickets/T-000123", "/desk/tickets/T-000123/history"])(
  "%s is the desk's page, for nobody to frame and with nothing from elsewhere",
  (path) => {
    const { status, body, headers } = asked(path);
    expect(status).toBe(200);
    expect(body).toContain("<title>澄川&lt;科技&gt;</title>");
    expect(headers).toMatchObject({
      "content-security-policy": [
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
      ].join("; "),
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
    });
    expect(headers).not.toHaveProperty("access-control-allow-origin");
  },
);

test("behind an address of its own it asks nobody else, and over https for https alone", () => {
  const { headers } = asked("/desk", "https://care.example/service/");
  expect(headers!["content-security-policy"]).toContain("connect-src 'self';");
  expect(headers).toHaveProperty("strict-transport-security");
});

test("its scripts are kept for a year, by no other site; what an update took away is not there", () => {
  const { status, headers } = asked("/desk/assets/chunk-BBBB2222.js");
  expect([status, headers?.["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
  expect(headers).not.toHaveProperty("access-control-allow-origin");
  for (const gone of ["chunk-OLD00000.js", "index.html", "manifest.json"]) expect(asked(`/desk/assets/${gone}`).status).toBe(404);
});

test("without a build the start says what to do", () => {
  const missing = { ...PAGE, directory: join(PAGE.directory, "missing") };
  expect(() => deskPageRoutes(missing, null)).toThrow(
    expect.objectContaining({ code: "desk.not-built", message: expect.stringContaining("Run npm run build.") as string }),
  );
});
