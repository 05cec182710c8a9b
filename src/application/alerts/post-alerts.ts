import type { DigestDocument } from "../../domain/digest/document.js";
import type { Names } from "../../domain/digest/figures.js";
import { left, moment, ticketNumber } from "../../domain/digest/printed.js";
import { wordsOf, type Words } from "../../domain/digest/words.js";
import type { Instant } from "../../domain/time.js";
import type { AlertLevel, CommitmentKind, CommitmentState, Locale, Priority } from "../../domain/words.js";
import type { NewDelivery } from "../deliveries/outbox.js";
import type { DigestWorld, PostTarget, RenderPosts } from "../digests/ports.js";

/** An alert as a group reads it: numbers and words of the desk, nothing of a customer. */
export interface PostedAlert {
  level: AlertLevel;
  at: Instant;
  number: number | null;
  priority: Priority | null;
  team: string | null;
  owner: string | null;
  /** Null: a message that the desk could not finish. */
  commitment: { kind: CommitmentKind; why: string; dueAt: Instant; state: CommitmentState } | null;
}

export interface AlertPosts {
  /** Claims what this channel was not told yet and enqueues what is made of it, together or not at all; answers how many alerts. */
  post(channel: string, deliveriesOf: (alerts: readonly PostedAlert[]) => NewDelivery[]): Promise<number>;
}

export interface PostAlertsDeps {
  posts: AlertPosts;
  /** What config/channels.yaml names for alerts. */
  targets: () => readonly PostTarget[];
  world: Pick<DigestWorld, "names" | "zone" | "company" | "deskUrl">;
  render: RenderPosts;
  newId: () => string;
  /** Something was enqueued. */
  ring: () => void;
}

/** Posts supervisors' and managers' alerts to the groups that are named for them, each once, whichever instance is rung. */
export function makePostAlerts(deps: PostAlertsDeps): () => Promise<void> {
  return async () => {
    for (const target of deps.targets()) {
      const names = await deps.world.names(target.locale);
      const deliveriesOf = (alerts: readonly PostedAlert[]): NewDelivery[] => {
        const { channel, bodies } = deps.render(target.format, alertDocument(alerts, { ...target, names, world: deps.world }));
        return bodies.map((payload) => ({
          id: deps.newId(),
          channel,
          address: target.place,
          kind: "alert",
          payload,
          messageId: null,
        }));
      };
      if ((await deps.posts.post(target.id, deliveriesOf)) > 0) deps.ring();
    }
  };
}

type Telling = { locale: Locale; names: Names; world: PostAlertsDeps["world"] };

export function alertDocument(alerts: readonly PostedAlert[], { locale, names, world }: Telling): DigestDocument {
  const words = wordsOf(locale);
  const { name: zone } = world.zone(null);
  const columns = left(
    ...[words("number"), words("priority"), words("kind"), words("due"), words("status")],
    ...[words("level"), words("team"), words("owner")],
  );
  const rows = alerts.map(({ level, number, priority, team, owner, commitment }) => [
    number === null ? words("nothing") : ticketNumber(number),
    priority ?? words("nothing"),
    commitment === null ? words("alert.message") : owedOf(commitment, words),
    commitment === null ? words("nothing") : moment(commitment.dueAt, { zone }),
    commitment === null ? words("nothing") : words(`state.${commitment.state}`),
    words(`alert.${level}`),
    team === null ? words("nothing") : names.team(team),
    owner === null ? words("nothing") : names.agent(owner),
  ]);
  return {
    locale,
    title: `${world.company()[locale]} · ${words("alerts")}`,
    lines: [],
    sections: [{ title: words("alerts"), figures: [], tables: [{ title: null, columns, rows, more: null }], notes: [] }],
    link: world.deskUrl === null ? null : { label: words("link"), url: world.deskUrl },
  };
}

const owedOf = ({ kind, why }: { kind: CommitmentKind; why: string }, words: Words): string =>
  why === "takeover" ? words("alert.takeover") : words(`kind.${kind}`);
