import { useState } from "react";
import type { SurveyView } from "../../../../../../application/desk-views.js";
import { useRead } from "../../../api/queries.js";
import { Radio, SegmentedControl, TextInput } from "../../../ui/controls.js";
import { useAct } from "../../../work/use-act.js";
import type { List } from "../../../work/reads.js";
import { forgetKept } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { ActForm, ActText, useActText } from "./form.js";
import { ACT_WORDS } from "./words.js";

// What the customer said elsewhere, entered with who heard it (service-process 1).

function useHeard(name: "acceptance" | "survey", close: () => void) {
  const { ticket } = useAtHand();
  const act = useAct();
  const [heardBy, setHeardBy] = useActText(`${name}.heard`);
  const [comment, setComment] = useActText(`${name}.comment`);
  const submit = async (body: object): Promise<void> => {
    const answered = await act.run(`/tickets/${ticket.id}/${name}`, { ...body, heardBy });
    if (!answered.ok) return;
    for (const kept of ["heard", "comment"]) forgetKept(`${name}.${kept}.${ticket.id}`);
    close();
  };
  return { act, heardBy, setHeardBy, comment, setComment, submit };
}

const HeardBy = ({ text, set }: { text: string; set: (text: string) => void }) => {
  const t = useWords(ACT_WORDS);
  return (
    <TextInput
      label={t.heardBy}
      placeholder={t.heardHint}
      value={text}
      onChange={(event) => set(event.currentTarget.value)}
      withAsterisk
    />
  );
};

export function AcceptanceForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  const { act, heardBy, setHeardBy, submit } = useHeard("acceptance", close);
  const [accepted, setAccepted] = useState<"yes" | "no" | null>(null);
  const frame = { busy: act.busy, problem: act.problem, submit: () => void submit({ accepted: accepted === "yes" }), close };
  return (
    <ActForm does={t.save} ready={accepted !== null && heardBy.trim() !== ""} {...frame}>
      <Radio.Group label={t.result} value={accepted} onChange={(next) => setAccepted(next)}>
        <div className="choose">
          <Radio value="yes" label={t.accepted} data-autofocus />
          <Radio value="no" label={t.notAccepted} />
        </div>
      </Radio.Group>
      <HeardBy text={heardBy} set={setHeardBy} />
    </ActForm>
  );
}

const MARKS = ["1", "2", "3", "4", "5"];

export function SurveyForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  const { ticket } = useAtHand();
  const { act, heardBy, setHeardBy, comment, setComment, submit } = useHeard("survey", close);
  const survey = useRead<List<SurveyView>>(["ticket", ticket.id, "surveys"], `/surveys?ticketId=${ticket.id}&limit=1`).data
    ?.items[0];
  // The short one asks for the overall mark alone.
  const dimensions = survey?.kind === "short" ? t.scores.slice(-1) : t.scores;
  const [marks, setMarks] = useState<Record<string, string>>({});
  const scores = dimensions.map((dimension) => Number(marks[dimension] ?? 0));
  const said = comment.trim() === "" ? {} : { comment };
  const frame = { busy: act.busy, problem: act.problem, submit: () => void submit({ scores, ...said }), close };
  return (
    <ActForm does={t.save} ready={scores.every((score) => score > 0) && heardBy.trim() !== ""} {...frame}>
      {dimensions.map((dimension) => (
        <div key={dimension} className="score">
          <span id={`score-${dimension}`}>{dimension}</span>
          <SegmentedControl
            aria-labelledby={`score-${dimension}`}
            data={MARKS}
            value={marks[dimension] ?? ""}
            onChange={(mark) => setMarks({ ...marks, [dimension]: mark })}
          />
        </div>
      ))}
      <ActText label={t.comment} text={comment} set={setComment} />
      <HeardBy text={heardBy} set={setHeardBy} />
    </ActForm>
  );
}
