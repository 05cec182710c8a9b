import { IconArrowRight } from "../../../ui/icons.js";
import { setWriting, useKeptText } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { focusReply } from "./focus.js";
import { replyKept } from "./going/kept.js";
import { REPLY_WORDS } from "./words.js";

const SHOWN = 24;

/** While a note is being written the reply is one line with its draft: nothing can be typed into the wrong place. */
export function Folded() {
  const t = useWords(REPLY_WORDS);
  const { ticket } = useAtHand();
  const [text] = useKeptText(replyKept(ticket.conversationId));
  const signs = [...text.trim().replace(/\s+/g, " ")];
  const shown = signs.length > SHOWN ? `${signs.slice(0, SHOWN).join("")}…` : signs.join("");
  return (
    <button
      type="button"
      className="reply folded"
      onClick={() => {
        setWriting("reply");
        focusReply();
      }}
    >
      <IconArrowRight size={16} aria-hidden />
      <b>{t.folded}</b>
      <span className="draft">{shown === "" ? t.foldedEmpty : t.foldedDraft(shown)}</span>
      <span className="spread" />
      <kbd>R</kbd>
      <span>{t.back}</span>
    </button>
  );
}
