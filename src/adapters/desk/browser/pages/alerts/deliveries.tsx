import type { DeliveryView } from "../../../../../application/desk-views.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { Button } from "../../ui/controls.js";
import { IconCircleCheck } from "../../ui/icons.js";
import { Empty, Failed, Waiting } from "../../ui/panes.js";
import { usePages } from "../../work/pages.js";
import type { List } from "../../work/reads.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { Resend } from "./resend.js";
import { ALERT_WORDS } from "./words.js";

const PATH = "/deliveries?state=parked,unknown,expired&limit=100";

/** What a channel did not take, newest first; from here it is sent again. */
export function Deliveries() {
  const t = useWords(ALERT_WORDS);
  const { pages, error, again, more, busy } = usePages<List<DeliveryView>>(["deliveries", "stopped"], PATH);
  if (pages === null) return error === null ? <Waiting rows={5} /> : <Failed error={error} again={again} />;
  const deliveries = pages.flatMap(({ items }) => items);
  if (deliveries.length === 0)
    return (
      <div className="box">
        <Empty icon={<IconCircleCheck size={32} aria-hidden />} tone="good" title={t.emptyDeliveries}>
          <p>{t.emptyDeliveriesText}</p>
        </Empty>
      </div>
    );
  return (
    <>
      <div className="box">
        <table className="plain">
          <Columns />
          <tbody>
            {deliveries.map((delivery) => (
              <Row key={delivery.id} delivery={delivery} />
            ))}
          </tbody>
        </table>
      </div>
      {more === null ? null : (
        <div className="acts">
          <Button loading={busy} onClick={more}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  );
}

function Columns() {
  const { columns } = useWords(ALERT_WORDS).sent;
  return (
    <thead>
      <tr>
        <th scope="col">{columns.since}</th>
        <th scope="col">{columns.channel}</th>
        <th scope="col">{columns.kind}</th>
        <th scope="col">{columns.state}</th>
        <th scope="col">{columns.reason}</th>
        <th scope="col">
          <span className="sr">{columns.act}</span>
        </th>
      </tr>
    </thead>
  );
}

function Row({ delivery }: { delivery: DeliveryView }) {
  const t = useWords(ALERT_WORDS);
  const { channel: names } = useWords(TERMS);
  const say = useSayTime();
  const now = useNow();
  const { id, channel, kind, state, reason, attempts, createdAt } = delivery;
  return (
    <tr>
      <td className="nb">
        <b>{say.at(createdAt, now)}</b>
      </td>
      <td>{(names as Record<string, string>)[channel] ?? channel}</td>
      <td>{t.kind[kind]}</td>
      <td>
        {t.state[state]}
        <div className="meta t3">{t.tries(attempts)}</div>
      </td>
      <td>{reason}</td>
      <td className="act">
        <Resend id={id} isUnknown={state === "unknown"} />
      </td>
    </tr>
  );
}
