import { useLocation } from "wouter";
import { get } from "../../../api/client.js";
import { useProblemWords } from "../../../api/problem-words.js";
import { Menu, ActionIcon } from "../../../ui/controls.js";
import { IconDots } from "../../../ui/icons.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { sayInRaceLine } from "../strip/race-line.js";
import type { Acts, DialogName } from "./use-acts.js";
import { ACT_WORDS } from "./words.js";

/** What is done less often. */
export function MoreMenu({ acts }: { acts: Acts }) {
  const t = useWords(ACT_WORDS);
  const { ticket } = useAtHand();
  const [, go] = useLocation();
  const download = useDownload();
  const dialogs: [DialogName, string, boolean][] = [
    ["priority", t.priority, acts.may.priority],
    ["acceptance", t.acceptance, acts.may.accept],
    ["survey", t.survey, acts.may.survey],
    ["visit", t.visit, acts.may.visit],
    ["cancel", t.cancel, acts.may.cancel],
    ["block", t.block, acts.may.block],
  ];
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t.more}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.may.handback ? (
          <Menu.Item rightSection={<kbd>H</kbd>} onClick={acts.handback}>
            {t.handback}
          </Menu.Item>
        ) : null}
        {acts.may.write ? (
          <Menu.Item rightSection={<kbd>M</kbd>} onClick={() => acts.mode("evidence")}>
            {t.evidence}
          </Menu.Item>
        ) : null}
        {dialogs
          .filter(([, , may]) => may)
          .map(([name, word]) => (
            <Menu.Item key={name} onClick={() => acts.open(name)}>
              {word}
            </Menu.Item>
          ))}
        {acts.may.unblock ? <Menu.Item onClick={acts.unblock}>{t.unblock}</Menu.Item> : null}
        <Menu.Item onClick={() => go(`/tickets/${ticket.number}/history`)}>{t.history}</Menu.Item>
        <Menu.Item onClick={() => void download()}>{t.transcript}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useDownload(): () => Promise<void> {
  const t = useWords(ACT_WORDS);
  const say = useProblemWords();
  const { ticket } = useAtHand();
  return async () => {
    const answered = await get<{ fileName: string; markdown: string }>(`/tickets/${ticket.id}/transcript`);
    if (!answered.ok) return sayInRaceLine(t.refused(t.transcript, say(answered.problem)), ticket.id);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([answered.body.markdown], { type: "text/markdown" }));
    link.download = answered.body.fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
}
