import { CATEGORIES, FORMS, LEVELS, LOCALES } from "../../../../../../domain/words.js";
import { deskZone, useNow } from "../../../clock/now.js";
import { useSayTime } from "../../../clock/say-time.js";
import { SegmentedControl, Select, Textarea, TextInput } from "../../../ui/controls.js";
import { useWords } from "../../../words.js";
import { TERMS } from "../../../work/terms.js";
import { daysFrom } from "../../conversation/reply/time/zoned.js";
import { HEARD_BY, type Draft } from "./form.js";
import { NEW_WORDS } from "./words.js";

export interface Filling {
  draft: Draft;
  change: (fields: Partial<Draft>) => void;
  /** Why a field was refused; null: it was not. */
  wrong: (field: keyof Draft) => string | null;
}

/** One line of text, with its refusal beside it. */
function Line(p: Filling & { name: "name" | "company" | "phone" | "email" | "callWhy"; label: string; hint?: string }) {
  const type = { phone: "tel", email: "email" }[p.name as string] ?? "text";
  return (
    <TextInput
      id={`new-${p.name}`}
      type={type}
      // The browser's own bubbles would speak over what the desk says.
      inputMode={type === "tel" ? "tel" : type === "email" ? "email" : "text"}
      autoComplete="off"
      label={p.label}
      description={p.hint}
      inputWrapperOrder={["label", "input", "error", "description"]}
      value={p.draft[p.name]}
      maxLength={p.name === "phone" ? 60 : 200}
      error={p.wrong(p.name)}
      onChange={(event) => p.change({ [p.name]: event.currentTarget.value })}
    />
  );
}

export function WhoFields(filling: Filling) {
  const t = useWords(NEW_WORDS);
  return (
    <div className="new-pair">
      <Line {...filling} name="phone" label={t.phone} hint={t.phoneHint} />
      <Line {...filling} name="email" label={t.email} />
      <Line {...filling} name="name" label={t.name} />
      <Line {...filling} name="company" label={t.company} />
    </div>
  );
}

export function Heard({ draft, change, wrong }: Filling) {
  const t = useWords(NEW_WORDS);
  const terms = useWords(TERMS);
  return (
    <>
      <div>
        <p className="small" id="new-channel">
          {t.channel}
        </p>
        <SegmentedControl
          aria-labelledby="new-channel"
          data={HEARD_BY.map((value) => ({ value, label: terms.channel[value] }))}
          value={draft.channel}
          onChange={(value) => change({ channel: HEARD_BY.find((one) => one === value) ?? draft.channel })}
        />
      </div>
      <Textarea
        id="new-text"
        label={t.text}
        description={t.textHint}
        rows={5}
        maxLength={10_000}
        value={draft.text}
        error={wrong("text")}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </>
  );
}

/** Left alone, the desk tells it from the words; what is chosen wins. */
export function Understood({ draft, change, wrong }: Filling) {
  const t = useWords(NEW_WORDS);
  const terms = useWords(TERMS);
  const languages = { "zh-CN": "中文", en: "English" };
  const choices = [
    { field: "category", label: t.category, values: CATEGORIES, names: terms.category },
    { field: "form", label: t.form, values: FORMS, names: terms.form },
    { field: "urgency", label: t.urgency, values: LEVELS, names: terms.level },
    { field: "importance", label: t.importance, values: LEVELS, names: terms.level },
    { field: "locale", label: t.locale, values: LOCALES, names: languages },
  ] as const;
  return (
    <div className="new-pair">
      {choices.map(({ field, label, values, names }) => (
        <Select
          key={field}
          id={`new-${field}`}
          label={label}
          error={wrong(field)}
          data={[
            { value: AUTO, label: field === "locale" ? t.deskLanguage : t.auto },
            ...values.map((value) => ({ value, label: (names as Record<string, string>)[value] ?? value })),
          ]}
          value={draft[field] === "" ? AUTO : draft[field]}
          onChange={(value) => change({ [field]: value === AUTO ? "" : (value ?? "") })}
        />
      ))}
    </div>
  );
}

const AUTO = "auto";

/** Within which a call may be promised. */
const DAYS = 30;

export function Call(filling: Filling) {
  const t = useWords(NEW_WORDS);
  const time = useSayTime();
  const now = useNow();
  const { draft, change, wrong } = filling;
  const days = daysFrom(now, deskZone(), DAYS);
  return (
    <div className="new-pair">
      <Select
        id="new-callDay"
        label={t.callDay(time.zoneName(now))}
        data={days.map(({ day, at }, index) => ({ value: day, label: index === 0 ? t.today : time.day(at) }))}
        value={draft.callDay === "" ? (days[0]?.day ?? null) : draft.callDay}
        onChange={(value) => change({ callDay: value ?? "" })}
      />
      <TextInput
        id="new-callTime"
        label={t.callTime}
        placeholder="15:00"
        inputMode="numeric"
        value={draft.callTime}
        maxLength={8}
        error={wrong("callTime")}
        onChange={(event) => change({ callTime: event.currentTarget.value })}
      />
      <Line {...filling} name="callWhy" label={t.callWhy} />
    </div>
  );
}
