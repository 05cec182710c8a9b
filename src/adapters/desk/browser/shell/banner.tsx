import { useSyncExternalStore } from "react";
import { linkNow, onLink, reconnect } from "../api/live.js";
import { deskNow, useNow } from "../clock/now.js";
import { useSayTime } from "../clock/say-time.js";
import { Button } from "../ui/controls.js";
import { IconWifiOff } from "../ui/icons.js";
import { useWords } from "../words.js";
import { SHELL_WORDS } from "./words.js";

/** A blink of the network is nobody's business. */
const PATIENCE_MS = 3_000;

/** Says, while there is no server, since when, and of when what is shown is. */
export function LinkBanner() {
  const t = useWords(SHELL_WORDS);
  const say = useSayTime();
  const link = useSyncExternalStore(onLink, linkNow);
  useNow(1_000);
  const away = Date.now() - link.since;
  if (link.up || away < PATIENCE_MS) return null;
  return (
    <div className="banner" role="status">
      <IconWifiOff size={16} aria-hidden />
      <span>
        {t.lost(Math.floor(away / 1_000))} {t.asOf(say.clock(deskNow() - away))}
      </span>
      <span className="spread" />
      <Button size="compact-sm" onClick={reconnect}>
        {t.reconnect}
      </Button>
    </div>
  );
}
