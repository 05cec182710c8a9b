import { useKeyList } from "../keys/keys.js";
import { Modal } from "../ui/controls.js";
import { useWords } from "../words.js";
import { SHELL_WORDS } from "./words.js";

const NAMES: Record<string, string> = { ctrl: "Ctrl", alt: "Alt", enter: "Enter", escape: "Esc", space: "Space" };
const nameOf = (press: string): string =>
  press
    .split("+")
    .map((part) => NAMES[part] ?? (/^f\d/.test(part) || part.length === 1 ? part.toUpperCase() : part))
    .join(" ");

/** How a press is written on a key: `g q` is two keys. */
export function KeyCap({ press }: { press: string }) {
  return (
    <span className="nb">
      {press.split(" ").map((each) => (
        <kbd key={each}>{nameOf(each)}</kbd>
      ))}
    </span>
  );
}

/** Every key that acts on the page shown now. */
export function KeyList({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useWords(SHELL_WORDS);
  const keys = useKeyList();
  const once = keys.filter(
    ({ press, does }, at) => keys.findIndex((other) => other.press === press && other.does === does) === at,
  );
  return (
    <Modal opened={opened} onClose={close} title={t.keyList} size="lg">
      <ul className="key-list small">
        {once.map(({ press, does }) => (
          <li key={`${press} ${does}`}>
            <span>{does}</span>
            <KeyCap press={press} />
          </li>
        ))}
      </ul>
      <p className="meta t3">{t.keyListNote}</p>
    </Modal>
  );
}
