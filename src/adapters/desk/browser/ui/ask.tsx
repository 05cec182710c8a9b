import type { Problem } from "../api/client.js";
import { useWords, words } from "../words.js";
import { Button, Modal } from "./controls.js";
import { ProblemLine } from "./panes.js";
import "./ask.css";

const WORDS = words({ no: "先不" }, { no: "Not now" });

interface Asked {
  opened: boolean;
  close: () => void;
  /** A question: it stands as the title. */
  title: string;
  children: React.ReactNode;
  /** The act by its name, never "OK". */
  act: string;
  run: () => void;
  busy: boolean;
  problem: Problem | null;
}

/** Asks before what cannot be undone in five seconds. */
export function Ask({ opened, close, title, children, act, run, busy, problem }: Asked) {
  const t = useWords(WORDS);
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <div className="ask">
        {children}
        <ProblemLine problem={problem} />
        <div className="acts">
          <Button onClick={close} data-autofocus>
            {t.no}
          </Button>
          <Button variant="filled" loading={busy} onClick={run}>
            {act}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
