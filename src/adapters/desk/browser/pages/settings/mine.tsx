import { useState } from "react";
import { prefer, usePreferences } from "../../preferences.js";
import { PasswordDialog } from "../../session/password-dialog.js";
import { useMe } from "../../session/session.js";
import { Button, SegmentedControl, Switch } from "../../ui/controls.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { useTeamName } from "../people/teams.js";
import { SETTINGS_WORDS } from "./words.js";

/** What this browser's owner likes, and who they are here. */
export function Mine() {
  const t = useWords(SETTINGS_WORDS);
  return (
    <div className="mine">
      <Account />
      <section className="box">
        <h2>
          {t.look}
          <small>{t.kept}</small>
        </h2>
        <LookFields />
      </section>
      <section className="box">
        <h2>{t.news}</h2>
        <News />
      </section>
      <section className="box">
        <h2>{t.hands}</h2>
        <div className="fields">
          <Toggle name="keys" label={t.keys} />
          <p className="meta t3">{t.keysNote}</p>
        </div>
      </section>
    </div>
  );
}

function Account() {
  const t = useWords(SETTINGS_WORDS);
  const { role } = useWords(TERMS);
  const me = useMe();
  const team = useTeamName();
  const [changing, setChanging] = useState(false);
  return (
    <section className="box">
      <h2>{t.account}</h2>
      <dl className="pairs">
        <dt>{t.name}</dt>
        <dd>{me.name}</dd>
        <dt>{t.role}</dt>
        <dd>{role[me.role]}</dd>
        <dt>{t.team}</dt>
        <dd>{team(me.team)}</dd>
        <dt>{t.email}</dt>
        <dd lang="en">{me.email}</dd>
      </dl>
      <div className="fields">
        <Button className="short" onClick={() => setChanging(true)}>
          {t.password}
        </Button>
      </div>
      <PasswordDialog opened={changing} close={() => setChanging(false)} />
    </section>
  );
}

function LookFields() {
  const t = useWords(SETTINGS_WORDS);
  const { theme, locale } = usePreferences();
  return (
    <div className="fields">
      <div className="choice">
        <span id="settings-theme">{t.theme}</span>
        <SegmentedControl
          aria-labelledby="settings-theme"
          size="xs"
          value={theme}
          onChange={(value) => prefer({ theme: value })}
          data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: t.themes[value] }))}
        />
      </div>
      <div className="choice">
        <span id="settings-language">{t.language}</span>
        <SegmentedControl
          aria-labelledby="settings-language"
          size="xs"
          value={locale}
          onChange={(value) => prefer({ locale: value })}
          data={[
            { value: "zh-CN", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
      </div>
    </div>
  );
}

function News() {
  const t = useWords(SETTINGS_WORDS);
  const { announce } = usePreferences();
  const [refused, setRefused] = useState(false);
  const set = async (on: boolean): Promise<void> => {
    const may = !on || ("Notification" in window && (await Notification.requestPermission()) === "granted");
    setRefused(!may);
    if (may) prefer({ announce: on });
  };
  return (
    <div className="fields">
      <Toggle name="sound" label={t.sound} />
      <Toggle name="title" label={t.titleCount} />
      <Switch label={t.announce} checked={announce} onChange={(event) => void set(event.currentTarget.checked)} />
      <p className="meta ink-due_soon" role="status">
        {refused ? t.announceNo : null}
      </p>
    </div>
  );
}

function Toggle({ name, label }: { name: "sound" | "title" | "keys"; label: string }) {
  const preferences = usePreferences();
  return (
    <Switch label={label} checked={preferences[name]} onChange={(event) => prefer({ [name]: event.currentTarget.checked })} />
  );
}
