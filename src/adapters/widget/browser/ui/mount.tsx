import { render } from "preact";
import { adopt } from "../adopt.js";
import pickedCss from "../files/picked.css";
import type { Line } from "../line/types.js";
import type { PanelHandle, PanelHost, PanelOptions } from "../options.js";
import panelCss from "../panel.css";
import talkCss from "../talk.css";
import tokensCss from "../../../look/tokens.css";
import { AppProvider, makeApp } from "./app.js";
import { Panel } from "./frame.js";
import { askForMarkdown } from "./transcript/markdown.js";
import { watchUnread } from "./unread.js";

/** Draws the panel over a line. */
export function mountOver(line: Line, options: PanelOptions, host: PanelHost): PanelHandle {
  adopt(host.root, tokensCss, panelCss, talkCss, pickedCss);
  askForMarkdown();
  const app = makeApp(options, host, line);
  const place = document.createElement("div");
  place.className = "place";
  host.root.append(place);
  render(
    <AppProvider value={app}>
      <Panel />
    </AppProvider>,
    place,
  );
  const stopUnread = watchUnread(app);
  return {
    open: () => {
      app.open.value = true;
      app.focus.composer();
    },
    close: () => (app.open.value = false),
    setLocale: (locale) => void (app.locale.peek() !== locale && app.changeLanguage()),
    destroy: () => {
      for (const stop of [stopUnread, app.dispose]) stop();
      line.close();
      render(null, place);
      place.remove();
    },
  };
}
