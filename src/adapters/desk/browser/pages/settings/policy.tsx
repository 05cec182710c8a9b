import type { SettingsView, SettingView } from "../../../../../application/settings.js";
import { useSayTime } from "../../clock/say-time.js";
import { usePreferences } from "../../preferences.js";
import { useWords } from "../../words.js";
import { settingName, settingValue } from "./say-setting.js";
import { SETTINGS_WORDS } from "./words.js";

export const CALENDAR = "config/calendar.yaml";

/** Each value of the policy in force with the file and line it stands in. */
export function PolicyPart({ settings }: { settings: SettingsView }) {
  const t = useWords(SETTINGS_WORDS);
  const say = useSayTime();
  const { policy, dialogs, files } = settings;
  return (
    <>
      <p className="meta t2">
        {t.inForce(policy.hash.slice(0, 8), say.at(policy.since, Date.now()))}
        <br />
        {t.dialogs(dialogs.hash.slice(0, 8), say.at(dialogs.since, Date.now()))}
      </p>
      {files
        .filter(({ file }) => file !== CALENDAR)
        .map(({ file, settings: values }) => (
          <FileBox key={file} file={file} values={values} />
        ))}
    </>
  );
}

function FileBox({ file, values }: { file: string; values: readonly SettingView[] }) {
  const t = useWords(SETTINGS_WORDS);
  const { locale } = usePreferences();
  return (
    <section className="box">
      <h2>
        {t.files[file] ?? file}
        <small lang="en">{file}</small>
      </h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t.columns.what}</th>
            <th scope="col">{t.columns.value}</th>
            <th scope="col">{t.columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ path, value, line }) => (
            <tr key={path}>
              <td title={path}>{settingName(path, locale)}</td>
              <td>
                <b>{settingValue({ path, value }, locale, t)}</b>
              </td>
              <td className="meta t3">
                <Source file={file} line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Source({ file, line }: { file: string; line: number | null }) {
  const t = useWords(SETTINGS_WORDS);
  return line === null ? <span className="ink-due_soon">{t.drifted(file)}</span> : t.line(file, line);
}
