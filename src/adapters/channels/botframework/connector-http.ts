import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";

type Options = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<Options["httpClient"]>;
type Asked = Parameters<HttpClient["sendRequest"]>[0];
type Answered = Awaited<ReturnType<HttpClient["sendRequest"]>>;

/** Shorter than a lease allows a delivery, so that what comes to nothing is known to. */
const ANSWER_WITHIN_MS = 4_500;

/** The connector answered, but not with success. Not one of the SDK's own errors, so that its pipeline lets it pass without a retry. */
export class ConnectorRefused extends Error {
  readonly code = "connector.refused";
  readonly status: number;
  readonly retryAfter: string | null;
  /** As the connector names it (`BotNotInConversationRoster`): never with words of a message. */
  readonly why: string;
  constructor({ status, retryAfter, why }: { status: number; retryAfter: string | null; why: string }) {
    super(`The connector answered ${status} ${why}.`);
    this.status = status;
    this.retryAfter = retryAfter;
    this.why = why;
  }
}

/** No answer came. `sent`: the request may have arrived. */
export class ConnectorSilent extends Error {
  readonly code = "connector.silent";
  readonly sent: boolean;
  constructor(sent: boolean, cause: unknown) {
    super("The connector did not answer.", { cause });
    this.sent = sent;
  }
}

/** One try, no redirect, a bound on the time: the outbox alone decides about retries (reliability 0, finding 5). */
export const connectorHttp: HttpClient = {
  sendRequest: async (asked) => {
    const response = await ask(asked);
    const bodyAsText = await response.text().catch(silent(true));
    if (!response.ok)
      throw new ConnectorRefused({
        status: response.status,
        retryAfter: response.headers.get("retry-after"),
        why: whyIn(bodyAsText),
      });
    const headers = Object.fromEntries(response.headers);
    return { request: asked, status: response.status, headers: { toJson: () => headers }, bodyAsText } as unknown as Answered;
  },
};

const ask = ({ url, method, headers, body }: Asked): Promise<Response> =>
  fetch(url, {
    method,
    headers: headers.toJson(),
    body: typeof body === "string" ? body : null,
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((error: unknown) => silent(isSent(error))(error));

const silent =
  (sent: boolean) =>
  (error: unknown): never => {
    throw new ConnectorSilent(sent, error);
  };

/** Nobody was there, or nobody of that name: then nothing arrived either. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ENETUNREACH", "EHOSTUNREACH"]);

function isSent(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return !(typeof cause?.code === "string" && NEVER_SENT.has(cause.code));
}

const WHY_CHARACTERS_MOST = 60;

/** `{"error": {"code": …}}`, as the connector writes it. */
function whyIn(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown } };
    if (typeof error?.code === "string") return error.code.replace(/[^\w.-]/g, "").slice(0, WHY_CHARACTERS_MOST);
  } catch {
    // No JSON: the status says enough.
  }
  return "without a reason";
}
