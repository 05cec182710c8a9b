import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from "botbuilder";
import { setTimeout as sleep } from "node:timers/promises";
import { connectorHttp } from "./connector-http.js";
import { CHANNEL_ISSUER } from "./trust.js";

type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

/** Where another cloud is reached than Microsoft's public one, and as whom; tests name a stand-in. */
export interface Cloud {
  issuer: string;
  openIdMetadata: string;
  credentials?: Credentials;
}

/** The bot as it is registered. */
export interface BotApp {
  appId: string;
  /** Null with a managed identity. */
  password: string | null;
  tenantId: string | null;
  type: "MultiTenant" | "SingleTenant" | "UserAssignedMSI";
  cloud?: Cloud;
}

/** Not by whoever may call: told as 401, without more. */
export class NotBelieved extends Error {
  readonly code = "caller.not_believed";
}
/** Who calls cannot be found out now, since the keys of the issuer cannot be fetched: told as 503. */
export class KeysAway extends Error {
  readonly code = "caller.keys_away";
}

/** All that is used of the SDK, which is retired (docs/decisions/024): its successor would stand behind these. */
export interface Sdk {
  issuer: string;
  /** The serviceUrl that the caller's token vouches for; null: it names none. Rejects with {@link NotBelieved} or {@link KeysAway}. */
  authenticate(activity: object, authorization: string): Promise<string | null>;
  /** Through the stored reference, once; see `sentOf` for what it rejects with. */
  send(reference: object, activity: object): Promise<void>;
  /** The `Authorization` with which the connector knows us, from memory where it is still good. */
  authorization(): Promise<string>;
}

const PUBLIC = {
  login: "https://login.microsoftonline.com/botframework.com",
  scope: "https://api.botframework.com",
  emulatorKeys: "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration",
};
/** Shorter than a delivery's time, so that a login that hangs is not taken for a message that may have arrived. */
const LOGIN_WITHIN_MS = 3_000;

export function makeSdk({ appId, password, tenantId, type, cloud }: BotApp): Sdk {
  const known = {
    MicrosoftAppId: appId,
    MicrosoftAppType: type,
    ...(password === null ? {} : { MicrosoftAppPassword: password }),
    ...(tenantId === null ? {} : { MicrosoftAppTenantId: tenantId }),
  };
  const credentials = cloud?.credentials ?? new ConfigurationServiceClientCredentialFactory(known);
  const authentication = new ConfigurationBotFrameworkAuthentication(
    { ...known, ...(cloud ? namesOf(cloud) : {}) },
    credentials,
    undefined,
    undefined,
    { httpClient: connectorHttp },
  );
  const adapter = new CloudAdapter(authentication);
  return {
    issuer: cloud?.issuer ?? CHANNEL_ISSUER,
    authenticate: async (activity, authorization) => {
      const result = await authentication.authenticateRequest(activity as Activity, authorization).catch(judged);
      return result.claimsIdentity.getClaimValue("serviceurl") ?? null;
    },
    send: (reference, activity) =>
      adapter.continueConversationAsync(appId, reference, async (context) => {
        // A reference names no message to reply to: the SDK would make one up.
        context.onSendActivities((_, activities, next) => {
          for (const each of activities) delete each.replyToId;
          return next();
        });
        await context.sendActivity(activity);
      }),
    authorization: async () => {
      const signed = credentials
        .createCredentials(appId, PUBLIC.scope, PUBLIC.login, true)
        .then((known) => signedBy(known as unknown as Signer));
      const late = sleep(LOGIN_WITHIN_MS, null, { ref: false }).then(() => {
        throw new Error("The login does not answer in time.");
      });
      return Promise.race([signed, late]);
    },
  };
}

/** Where one of these is given, the SDK takes all of them from here. */
const namesOf = ({ issuer, openIdMetadata }: Cloud) => ({
  ToBotFromChannelTokenIssuer: issuer,
  ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
  ToBotFromEmulatorOpenIdMetadataUrl: PUBLIC.emulatorKeys,
  ToChannelFromBotLoginUrl: PUBLIC.login,
  ToChannelFromBotOAuthScope: PUBLIC.scope,
  OAuthUrl: PUBLIC.scope,
  CallerId: "urn:botframework:azure",
});

interface Signer {
  signRequest(request: { headers: { set(name: string, value: string): void } }): Promise<unknown>;
}

async function signedBy(signer: Signer): Promise<string> {
  let authorization = "";
  await signer.signRequest({
    headers: { set: (name, value) => void (/^authorization$/i.test(name) && (authorization = value)) },
  });
  return authorization;
}

/** What of the SDK's errors is the caller's fault: its own of 4xx, and those of the signature. */
function judged(error: unknown): never {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  const name = error instanceof Error ? error.name : "";
  const isCallers = typeof status === "number" ? status < 500 : /^(JsonWebToken|NotBefore|TokenExpired)Error$/.test(name);
  throw isCallers ? new NotBelieved(name) : new KeysAway("The keys of the issuer cannot be fetched.", { cause: error });
}
