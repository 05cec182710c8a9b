import { useState } from "react";
import { prefer, usePreferences } from "../preferences.js";
import { signOut, useMe } from "../session/session.js";
import { PasswordDialog } from "../session/password-dialog.js";
import { Menu } from "../ui/controls.js";
import { IconKeyboard, IconLanguage, IconLock, IconLogout } from "../ui/icons.js";
import { Face } from "../ui/marks.js";
import { useWords } from "../words.js";
import { SHELL_WORDS } from "./words.js";

const THEMES = ["auto", "light", "dark"] as const;

/** Oneself: look, language, what announces new work, password, the way out. */
export function MeMenu({ openKeys }: { openKeys: () => void }) {
  const t = useWords(SHELL_WORDS);
  const me = useMe();
  const { locale } = usePreferences();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Menu width={260} closeOnItemClick={false}>
        <Menu.Target>
          <button type="button" className="me" aria-label={t.me(me.name)}>
            <Face name={me.name} silent />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.name}
            {me.email === null ? null : <span lang="en">·{me.email}</span>}
          </Menu.Label>
          <Choices />
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLanguage size={16} />}
            lang={locale === "en" ? "zh-CN" : "en"}
            onClick={() => prefer({ locale: locale === "en" ? "zh-CN" : "en" })}
          >
            {t.language}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} />} closeMenuOnClick onClick={openKeys} rightSection={<kbd>?</kbd>}>
            {t.keys}
          </Menu.Item>
          <Menu.Item leftSection={<IconLock size={16} />} closeMenuOnClick onClick={() => setChanging(true)}>
            {t.password}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
            {t.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog opened={changing} close={() => setChanging(false)} />
    </>
  );
}

function Choices() {
  const t = useWords(SHELL_WORDS);
  const preferences = usePreferences();
  const toggles = [
    ["sound", t.sound],
    ["title", t.titleCount],
    ["announce", t.announce],
    ["keys", t.keysOn],
  ] as const;
  return (
    <>
      <Menu.RadioGroup
        value={preferences.theme}
        onChange={(theme) => prefer({ theme: THEMES.find((each) => each === theme) ?? "auto" })}
      >
        {THEMES.map((theme) => (
          <Menu.RadioItem key={theme} value={theme}>
            {t[theme]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      {toggles.map(([name, label]) => (
        <Menu.CheckboxItem key={name} checked={preferences[name]} onChange={(on) => void toggle(name, on)}>
          {label}
        </Menu.CheckboxItem>
      ))}
    </>
  );
}

/** The browser asks its owner once whether the desk may announce; a no leaves the switch off. */
async function toggle(name: "sound" | "title" | "announce" | "keys", on: boolean): Promise<void> {
  if (name === "announce" && on && "Notification" in window && (await Notification.requestPermission()) !== "granted") return;
  prefer({ [name]: on });
}
