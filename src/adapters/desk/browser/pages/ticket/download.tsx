import type { TicketView } from "../../../../../application/desk-views.js";
import { get } from "../../api/client.js";
import { Button } from "../../ui/controls.js";
import { IconDownload } from "../../ui/icons.js";
import { ProblemLine } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useState } from "react";
import type { Problem } from "../../api/client.js";
import { TICKET_WORDS } from "./words.js";

interface Transcript {
  fileName: string;
  markdown: string;
}

/** What was said, as a file to keep. */
export function Download({ ticket }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    const answered = await get<Transcript>(`/tickets/${ticket.number}/transcript`);
    setBusy(false);
    setProblem(answered.ok ? null : answered.problem);
    if (answered.ok) save(answered.body);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      <Button leftSection={<IconDownload size={16} aria-hidden />} loading={busy} onClick={() => void download()}>
        {t.download}
      </Button>
    </>
  );
}

function save({ fileName, markdown }: Transcript): void {
  const url = URL.createObjectURL(new Blob([markdown], { type: "text/markdown;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), REVOKED_MS);
}

const REVOKED_MS = 10_000;
