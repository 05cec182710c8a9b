import { useSearchParams } from "wouter";
import { useMe } from "../../session/session.js";
import { Tabs } from "../../ui/tabs.js";
import { useAlertCount } from "../../shell/alert-count.js";
import { useWords } from "../../words.js";
import { AlertList } from "./alert-list.js";
import { Deliveries } from "./deliveries.js";
import { ALERT_WORDS } from "./words.js";
import "./alerts.css";

const SHOWN = ["unseen", "all", "deliveries"] as const;

/** What is about to break or broke, as far as it concerns whoever is signed in; and what did not go out. */
export function Page() {
  const t = useWords(ALERT_WORDS);
  const me = useMe();
  const [params] = useSearchParams();
  const unseen = useAlertCount();
  const tabs = SHOWN.filter((each) => each !== "deliveries" || me.may("resend"));
  const show = tabs.find((each) => each === params.get("show")) ?? "unseen";
  return (
    <div className="page alerts">
      <header>
        <h1>{t.title}</h1>
        <span className="t2 small">{t.under}</span>
      </header>
      <Tabs
        label={t.tabs.label}
        tabs={tabs.map((each) => ({
          href: each === "unseen" ? "/alerts" : `/alerts?show=${each}`,
          name: t.tabs[each],
          n: each === "unseen" ? unseen : undefined,
          on: each === show,
        }))}
      />
      {show === "deliveries" ? <Deliveries /> : <AlertList unseenOnly={show === "unseen"} />}
    </div>
  );
}
