import { useState } from "react";
import type { DraftView } from "../../../../../../application/draft-view.js";
import { useProblemWords } from "../../../api/problem-words.js";
import { useAct } from "../../../work/use-act.js";
import { restoreKept } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { replyKept } from "../reply/going/kept.js";
import { HOLD_SECONDS } from "../reply/going/outgoing.js";
import { Files } from "./files.js";
import { CountDown } from "./on-its-way.js";
import { RichText } from "./text/rich-text.js";
import { TRANSCRIPT_WORDS } from "./words.js";

/** One's own reply from another window: held there, or refused at the moment it should go. */
export function ForeignDraft({ draft, name }: { draft: DraftView; name: string }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const act = useAct();
  const say = useProblemWords();
  // Its moments are the server's: how long it holds is counted from when this page first saw it.
  const [until] = useState(
    () => Date.now() + Math.min(HOLD_SECONDS * 1_000, Date.parse(draft.releaseAt) - Date.parse(draft.createdAt)),
  );
  const back = async (): Promise<void> => {
    const answered = await act.run<DraftView>(`/drafts/${draft.id}`, undefined, { method: "DELETE" });
    if (answered.ok && answered.body.text !== "") restoreKept(replyKept(draft.conversationId), answered.body.text);
  };
  const failed = draft.state === "failed";
  const reason = { status: 409, code: draft.reason?.code ?? "parked", detail: draft.reason?.code ?? "" };
  return (
    <div className={`said out ${failed ? "failed" : "held"}`}>
      <div className="who">
        <span>{name}</span>
        {failed ? <span className="tick bad">{t.failed}</span> : <CountDown until={until} takeBack={() => void back()} />}
      </div>
      {draft.text === "" ? null : (
        <div className="bubble">
          <RichText text={draft.text} plain={false} />
        </div>
      )}
      <Files files={draft.attachments} />
      {failed ? (
        <div className="undelivered" role="alert">
          <span>{say(reason)}</span>
          <button type="button" className="link" disabled={act.busy} onClick={() => void back()}>
            {t.takeBack}
          </button>
        </div>
      ) : null}
    </div>
  );
}
