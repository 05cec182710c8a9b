import { useState } from "react";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { Button, TextInput } from "../../ui/controls.js";
import { useWords } from "../../words.js";
import { PEOPLE_WORDS } from "./words.js";

export interface Link {
  url: string;
  /** Machine time: links do not wait for a virtual clock. */
  expiresAt: string;
}

/** Shown once: the server keeps no more of it than it takes to know it again. */
export function LinkToHand({ link, close }: { link: Link; close: () => void }) {
  const t = useWords(PEOPLE_WORDS);
  const say = useSayTime();
  useNow();
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(link.url).then(() => setCopied(true));
  return (
    <div className="ask">
      <p>
        <b>{t.linkNote}</b>
        {t.linkUntil(say.at(link.expiresAt, Date.now()))}
      </p>
      <TextInput
        label={t.link}
        value={link.url}
        readOnly
        lang="en"
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <div className="acts">
        <Button onClick={copy}>{copied ? t.copied : t.copy}</Button>
        <Button variant="filled" onClick={close}>
          {t.done}
        </Button>
      </div>
    </div>
  );
}
