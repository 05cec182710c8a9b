import type { VNode } from "preact";
import { useApp } from "./app.js";
import type { App } from "./app.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { clock, offsetName } from "./time.js";

/** Who answers here, whether people are there now, and the panel's own controls. */
export function Header(): VNode {
  const app = useApp();
  const { options, words, locale } = app;
  const w = words.value;
  const name = nameOf(app);
  const [letter] = name;
  return (
    <header class="head">
      <span class="logo" aria-hidden="true">
        {letter}
      </span>
      <div class="name">
        <h2>{name}</h2>
        <Availability />
      </div>
      <button
        type="button"
        class="ib"
        lang={locale.value === "en" ? "zh-CN" : "en"}
        aria-label={w.otherLanguageLabel}
        onClick={() => app.changeLanguage()}
      >
        {w.otherLanguage}
      </button>
      <Menu />
      {options.mode === "bubble" && (
        <button type="button" class="ib" aria-label={w.minimise} title={w.minimise} onClick={() => app.host.onClose()}>
          <Icon name="down" />
        </button>
      )}
    </header>
  );
}

/** The name in the header: the site's, else the company's. */
export function nameOf({ options, desk, words, locale }: App): string {
  const company = desk.value?.company[locale.value];
  return options.title ?? (company === undefined ? words.value.service : words.value.title(company));
}

function Availability(): VNode {
  const app = useApp();
  const { here, text } = availability(app);
  return (
    <p class="there">
      <i class={here ? "dot here" : "dot"} />
      <span>{text}</span>
    </p>
  );
}

/** Says only what is known: nothing of people while the line is down, or where the desk did not say. */
function availability({ connection, line, desk, words, locale }: App): { here: boolean; text: string } {
  const w = words.value;
  const state = connection.value;
  if (state.state === "lost") return { here: false, text: w.offlineSince(clock(state.since + line.clockAhead.value)) };
  if (state.state === "busy" || (state.state === "connecting" && desk.value === null)) return { here: false, text: w.connecting };
  if (desk.value === null) return { here: false, text: w.botOnly };
  const { people } = desk.value;
  if (people.now) return { here: true, text: w.peopleHere };
  const hours = people.hours[locale.value];
  return { here: false, text: hours === "" ? w.botOnly : w.peopleHours(unbrokenHours(hours) + zoneOf(people.zone)) };
}

/** No line ends within "13:30–18:00". */
const unbrokenHours = (hours: string): string => hours.replace(/–/g, "\u2060–\u2060");

/** Hours are the desk's: elsewhere they are told with its offset. */
function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return "";
  const there = offsetName(Date.now(), zone);
  return there === null || there === offsetName(Date.now(), undefined) ? "" : ` (${there})`;
}
