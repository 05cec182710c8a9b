import { useSearchParams } from "wouter";
import type { SettingsView } from "../../../../../application/settings.js";
import { useRead } from "../../api/queries.js";
import { useMe } from "../../session/session.js";
import { Reading } from "../../ui/panes.js";
import { Tabs } from "../../ui/tabs.js";
import { useWords } from "../../words.js";
import { CalendarPart } from "./calendar.js";
import { ChannelsPart } from "./channels.js";
import { Mine } from "./mine.js";
import { PolicyPart } from "./policy.js";
import { SETTINGS_WORDS } from "./words.js";
import "./settings.css";

const TABS = ["mine", "policy", "calendar", "channels"] as const;

/** One's own preferences; and the desk's rules as they stand in their files, to be read only. */
export function Page() {
  const t = useWords(SETTINGS_WORDS);
  const [params] = useSearchParams();
  const me = useMe();
  const tabs = TABS.filter((each) => each === "mine" || me.may("figures"));
  const tab = tabs.find((each) => each === params.get("tab")) ?? "mine";
  const settings = useRead<SettingsView>(["settings"], me.may("figures") ? "/settings" : null);
  return (
    <div className="page settings">
      <header>
        <h1>{t.title}</h1>
        {settings.data === undefined ? null : <span className="t2 small">{t.under(settings.data.version)}</span>}
      </header>
      {tabs.length === 1 ? null : (
        <Tabs
          label={t.tabs.label}
          tabs={tabs.map((each) => ({
            href: each === "mine" ? "/settings" : `/settings?tab=${each}`,
            name: t.tabs[each],
            on: each === tab,
          }))}
        />
      )}
      {tab === "mine" ? <Mine /> : <Reading query={settings}>{(all) => <Part tab={tab} settings={all} />}</Reading>}
    </div>
  );
}

function Part({ tab, settings }: { tab: Exclude<(typeof TABS)[number], "mine">; settings: SettingsView }) {
  if (tab === "policy") return <PolicyPart settings={settings} />;
  if (tab === "calendar") return <CalendarPart settings={settings} />;
  return <ChannelsPart settings={settings} />;
}
