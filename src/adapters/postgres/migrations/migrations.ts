import { FrontDoor1795305600000 } from "./0001-front-door.js";
import { WebChat1795392000000 } from "./0002-web-chat.js";
import { SignIn1795478400000 } from "./0003-sign-in.js";
import { Digests1795564800000 } from "./0004-digests.js";
import { DeskPages1795651200000 } from "./0005-desk.js";
import { Acts1795737600000 } from "./0006-acts.js";
import { Alerts1795824000000 } from "./0007-alerts.js";
import { Channels1795910400000 } from "./0008-channels.js";
import { Slack1795996800000 } from "./0009-slack.js";
import { Mentions1796083200000 } from "./0010-mentions.js";
import { Scale1796169600000 } from "./0011-scale.js";
import { Persons1796256000000 } from "./0012-persons.js";
import { Late1796342400000 } from "./0013-late.js";

/** Every migration, oldest first. A name once released never changes: a database is known by the names it has had. */
export const migrations = [
  FrontDoor1795305600000,
  WebChat1795392000000,
  SignIn1795478400000,
  Digests1795564800000,
  DeskPages1795651200000,
  Acts1795737600000,
  Alerts1795824000000,
  Channels1795910400000,
  Slack1795996800000,
  Mentions1796083200000,
  Scale1796169600000,
  Persons1796256000000,
  Late1796342400000,
];

export const MIGRATIONS_TABLE = "migrations";
