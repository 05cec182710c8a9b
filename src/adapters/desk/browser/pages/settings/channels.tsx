import type { SettingsView } from "../../../../../application/settings.js";
import { IconCheck } from "../../ui/icons.js";
import { useWords } from "../../words.js";
import { SETTINGS_WORDS } from "./words.js";

/** What customers come in by and digests go out by; whether each is set up, never with what. */
export function ChannelsPart({ settings: { channels } }: { settings: SettingsView }) {
  const t = useWords(SETTINGS_WORDS);
  return (
    <section className="box">
      <h2>
        {t.tabs.channels}
        <small>{t.channelsNote}</small>
      </h2>
      <table className="plain">
        <tbody>
          {channels.map(({ id, setUp }) => (
            <tr key={id}>
              <td>{t.channel[id] ?? t.robot(id)}</td>
              <td>
                {setUp ? (
                  <span className="set ink-kept">
                    <IconCheck size={16} aria-hidden />
                    {t.setUp}
                  </span>
                ) : (
                  <span className="t3">{t.notSetUp}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
