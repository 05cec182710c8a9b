import { v7 as newId } from "uuid";
import { makeVault } from "../../../../src/adapters/crypto/vault.js";
import { makeOutbox } from "../../../../src/adapters/postgres/desk/outbox.js";
import { makeDeliveries } from "../../../../src/application/deliveries/deliveries.js";
import type { Destination, Messenger, OutboundMessage, Sent } from "../../../../src/application/deliveries/messenger.js";
import type { NewDelivery, Outbox, Room } from "../../../../src/application/deliveries/outbox.js";
import type { Desk } from "./a-database.js";
import { until } from "./until.js";

export const vault = makeVault(Buffer.alloc(32, 1));

export const aDelivery = (address: string, payload: unknown, of: Partial<NewDelivery> = {}): NewDelivery => ({
  id: newId(),
  channel: "fake",
  address,
  kind: "customer",
  payload,
  messageId: null,
  ...of,
});
export const room = (of: Partial<Room> = {}): Room[] => [{ channel: "fake", destinations: 100, each: 8, ...of }];

type Answer = (to: Destination, message: OutboundMessage, key: string) => Sent | Promise<Sent>;
export const SENT: Sent = { status: "sent" };

interface Instance {
  answer?: Answer;
  looksUp?: boolean;
  channel?: string;
  outbox?: Outbox;
}

/** An instance that sends through a fake channel; `said` is what it sent. Stops with the desk. */
export function anInstance(desk: Desk, { answer = () => SENT, looksUp = false, channel = "fake", ...of }: Instance = {}) {
  const outbox = of.outbox ?? makeOutbox({ pool: desk.another(), vault });
  const said: [address: string, payload: unknown, repeat: boolean][] = [];
  const failures: unknown[] = [];
  const messenger: Messenger = {
    channel,
    looksUp,
    send: async (to, message, { idempotencyKey }) => {
      said.push([to.address, message.payload, message.repeat]);
      return answer(to, message, idempotencyKey);
    },
  };
  const deliveries = makeDeliveries({
    outbox,
    messengers: [messenger],
    failed: (error) => failures.push(error),
    everyMs: 50,
    random: () => 0,
  });
  desk.beforeDrop(() => deliveries.stop());
  return { deliveries, said, failures };
}
export const states = async (desk: Desk) =>
  (
    await desk.query<{ state: string; n: number }>(
      `select state, count(*)::int as n from deliveries group by state order by state`,
    )
  ).map(({ state, n }) => `${n} ${state}`);
export const settled = (desk: Desk) => until(async () => !(await states(desk)).some((each) => each.endsWith("waiting")));
