import { memo } from "react";
import type { MessageView } from "../../../../../../application/desk-views.js";
import { sayTime, useSayTime } from "../../../clock/say-time.js";
import { usePreferences } from "../../../preferences.js";
import { IconCheck, IconChecks, IconClock } from "../../../ui/icons.js";
import { useWords } from "../../../words.js";
import { Files } from "./files.js";
import { filledOf } from "./lines.js";
import { RichText } from "./text/rich-text.js";
import { Undelivered } from "./undelivered.js";
import { TRANSCRIPT_WORDS } from "./words.js";

interface Shown {
  message: MessageView;
  headed: boolean;
  /** Who said it, in words. */
  name: string;
  seen: boolean;
  /** Of the buttons below it; null: nothing yet. */
  chosen: string | null;
  /** The customer's, where it is another than the desk's. */
  zone: string | null;
}

/** One message: the customer's on the left, ours on the right, the assistant's dashed. */
export const Message = memo(function Message({ message, headed, name, seen, chosen, zone }: Shown) {
  const { from, text, attachments, locale, deletedAt, delivery } = message;
  const lang = usePreferences().locale === locale ? {} : { lang: locale };
  const undelivered = delivery !== null && delivery.state !== "sent" && delivery.state !== "waiting";
  const filled = filledOf(message);
  return (
    <div className={`said ${from === "customer" ? "in" : "out"} ${from}${undelivered ? " failed" : ""}`} data-id={message.id}>
      {headed ? <Head message={message} name={name} seen={seen} zone={zone} /> : null}
      {text.trim() === "" && filled.length === 0 ? null : (
        <div className="bubble" {...lang}>
          {filled.length > 0 ? <Filled pairs={filled} /> : deletedAt === null ? <Words message={message} /> : <s>{text}</s>}
        </div>
      )}
      <Files files={attachments} />
      <Choices message={message} chosen={chosen} />
      {undelivered ? <Undelivered delivery={delivery} /> : null}
    </div>
  );
});

/** What stands now; the words before it are in the ticket's history. */
const Words = ({ message: { from, text, edited } }: { message: MessageView }) => (
  <RichText text={edited.at(-1)?.text ?? text} plain={from === "customer"} />
);

function Head({ message, name, seen, zone }: Pick<Shown, "message" | "name" | "seen" | "zone">) {
  const t = useWords(TRANSCRIPT_WORDS);
  const time = useSayTime();
  const { from, at, edited, deletedAt } = message;
  const { locale } = usePreferences();
  const last = edited.at(-1);
  const theirs = zone === null ? "" : ` · ${t.theirTime(sayTime(locale, zone).clock(at))}`;
  return (
    <div className="who">
      <span>{name}</span>
      <time dateTime={at} title={`${time.second(at)}${theirs}`}>
        {time.clock(at)}
      </time>
      {from === "customer" ? null : <Mark message={message} seen={seen} />}
      {last === undefined || deletedAt !== null ? null : <span>{t.edited(time.clock(last.at))}</span>}
      {deletedAt === null ? null : <span>{t.deleted(time.clock(deletedAt))}</span>}
    </div>
  );
}

/** One tick: it has left. Two: the customer has seen it. Never more than is known. */
function Mark({ message: { delivery }, seen }: { message: MessageView; seen: boolean }) {
  const t = useWords(TRANSCRIPT_WORDS);
  if (delivery?.state === "waiting")
    return <Tick icon={<IconClock size={13} aria-hidden />} word={t.channel["waiting"] ?? ""} shown />;
  if (delivery !== null && delivery.state !== "sent") return null;
  if (seen) return <Tick icon={<IconChecks size={13} aria-hidden />} word={t.seen} shown />;
  return <Tick icon={<IconCheck size={13} aria-hidden />} word={t.sent} shown={false} />;
}

const Tick = ({ icon, word, shown }: { icon: React.ReactNode; word: string; shown: boolean }) => (
  <span className="tick">
    {icon}
    {shown ? word : <span className="sr">{word}</span>}
  </span>
);

function Filled({ pairs }: { pairs: readonly [string, string][] }) {
  const t = useWords(TRANSCRIPT_WORDS);
  return (
    <dl className="filled">
      {pairs.map(([field, text]) => (
        <div key={field}>
          <dt>{t.filed[field] ?? field}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Choices({ message, chosen }: { message: MessageView; chosen: string | null }) {
  const t = useWords(TRANSCRIPT_WORDS);
  if (message.buttons.length === 0) return null;
  return (
    <ul className="choices" aria-label={t.choices}>
      {message.buttons.map(({ choice, label }) => (
        <li key={choice} className={choice === chosen ? "chosen" : ""}>
          {choice === chosen ? (
            <>
              <IconCheck size={12} aria-hidden />
              <span className="sr">{t.chosen} </span>
            </>
          ) : null}
          {label}
        </li>
      ))}
    </ul>
  );
}
