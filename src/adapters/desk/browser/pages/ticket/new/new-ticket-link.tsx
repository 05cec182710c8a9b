import { Link, useLocation } from "wouter";
import { useKeys } from "../../../keys/keys.js";
import { useMe } from "../../../session/session.js";
import { IconPlus } from "../../../ui/icons.js";
import { Tooltip } from "../../../ui/controls.js";
import { useWords, words } from "../../../words.js";
import "./new-ticket-link.css";

const WORDS = words({ does: "登记电话、邮件或来访的需求" }, { does: "Register a demand by phone, e-mail or visit" });

/** From the queue to the form for what did not come by chat; `C` from anywhere on it. */
export function NewTicketLink() {
  const t = useWords(WORDS);
  const me = useMe();
  const [, go] = useLocation();
  const may = me.may("serve");
  useKeys(may ? [{ press: "c", does: t.does, run: () => go("/new") }] : []);
  if (!may) return null;
  return (
    <Tooltip label={`${t.does} C`}>
      <Link href="/new" className="new-ticket-link" aria-label={t.does}>
        <IconPlus size={18} aria-hidden />
      </Link>
    </Tooltip>
  );
}
